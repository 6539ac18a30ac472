package io.reprise.stages.image;

import java.util.Arrays;
import java.util.function.LongSupplier;

/** The pixels of an image that is being changed, in place. */
public final class Raster {

  private final int channels;
  private final int height;
  private final int width;
  private final byte[] pixels;

  /**
   * @param pixels unsigned bytes, channel by channel, each row by row (CHW); taken over
   */
  public Raster(int channels, int height, int width, byte[] pixels) {
    long expected = (long) channels * height * width;
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          pixels.length
              + " pixels instead of "
              + expected
              + " for "
              + channels
              + " x "
              + height
              + " x "
              + width);
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  public int channels() {
    return channels;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  /** The array itself. */
  public byte[] pixels() {
    return pixels;
  }

  /** Swaps left and right. */
  public void flipHorizontal() {
    for (int row = 0; row < channels * height; row++) {
      int left = row * width;
      for (int right = left + width - 1; left < right; left++, right--) {
        swap(left, right);
      }
    }
  }

  /** Swaps top and bottom. */
  public void flipVertical() {
    for (int channel = 0; channel < channels; channel++) {
      int top = channel * height;
      for (int bottom = top + height - 1; top < bottom; top++, bottom--) {
        for (int x = 0; x < width; x++) {
          swap(top * width + x, bottom * width + x);
        }
      }
    }
  }

  /**
   * Moves the image, and fills what is left free.
   *
   * @param right columns, to the left where negative
   * @param down rows, up where negative
   * @param fill grey from 0 to 255
   */
  public void shift(int right, int down, int fill) {
    byte[] from = pixels.clone();
    Arrays.fill(pixels, (byte) fill);
    int columns = width - Math.abs(right);
    if (columns <= 0) {
      return;
    }
    for (int channel = 0; channel < channels; channel++) {
      for (int y = Math.max(0, down); y < Math.min(height, height + down); y++) {
        int to = (channel * height + y) * width + Math.max(0, right);
        int source = (channel * height + y - down) * width + Math.max(0, -right);
        System.arraycopy(from, source, pixels, to, columns);
      }
    }
  }

  /**
   * Gives the pixels of a rectangle other greys, of all channels.
   *
   * @param greys a number for each pixel in turn, of which the lowest eight bits count
   */
  public void erase(int left, int top, int columns, int rows, LongSupplier greys) {
    for (int channel = 0; channel < channels; channel++) {
      for (int y = top; y < top + rows; y++) {
        for (int x = left; x < left + columns; x++) {
          pixels[(channel * height + y) * width + x] = (byte) greys.getAsLong();
        }
      }
    }
  }

  private void swap(int a, int b) {
    byte kept = pixels[a];
    pixels[a] = pixels[b];
    pixels[b] = kept;
  }
}
