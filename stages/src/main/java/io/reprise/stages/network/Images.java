package io.reprise.stages.network;

import java.util.List;

/** Pixels as networks take them: from 0 to 1. */
public final class Images {

  private static final float[] SCALED = scaled();

  private Images() {}

  private static float[] scaled() {
    float[] scaled = new float[256];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = i / 255f;
    }
    return scaled;
  }

  /**
   * Example by example, in the order channel, row, column.
   *
   * @param pixels unsigned bytes of each image, channel by channel
   */
  public static float[] values(List<byte[]> pixels, Shape.Image shape) {
    int size = shape.size();
    float[] values = new float[Math.multiplyExact(pixels.size(), size)];
    int at = 0;
    for (byte[] image : pixels) {
      for (int i = 0; i < size; i++) {
        values[at++] = SCALED[image[i] & 0xff];
      }
    }
    return values;
  }
}
