package io.reprise.stages.dataset;

import java.io.Serializable;

/**
 * Of every image of a dataset.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 for grey, 3 for red, green and blue
 */
public record ImageShape(int height, int width, int channels) implements Serializable {

  /** Values an image has: bytes in a binary file, columns in a table. */
  public int values() {
    return height * width * channels;
  }

  /** For messages: {@code 28x28x1}. */
  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }
}
