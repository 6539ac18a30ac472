package io.reprise.stages.visualize;

import java.util.ArrayList;
import java.util.List;

/** Numbers as shades of grey, or as colours where there are three channels. */
final class Shades {

  private static final int MIDDLE = 128;
  private static final int AROUND = 127;
  private static final int WHITE = 255;

  private Shades() {}

  /** The size of the greatest, in its absolute value. */
  static double greatest(double[] values) {
    double greatest = 0;
    for (double value : values) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    return greatest;
  }

  /**
   * Zero as middle grey.
   *
   * @param limit what is white, and its negative black
   */
  static byte[] signed(double[] values, double limit) {
    byte[] shades = new byte[values.length];
    for (int i = 0; i < shades.length; i++) {
      double share = limit > 0 ? Math.max(-1, Math.min(1, values[i] / limit)) : 0;
      shades[i] = (byte) (MIDDLE + Math.round(AROUND * share));
    }
    return shades;
  }

  /**
   * The greatest absolute value of each pixel's channels, zero as black and the greatest of all
   * pixels as white.
   */
  static byte[] sizes(double[] values, int channels) {
    int area = values.length / channels;
    double limit = greatest(values);
    byte[] shades = new byte[area];
    for (int pixel = 0; pixel < area; pixel++) {
      double size = 0;
      for (int channel = 0; channel < channels; channel++) {
        size = Math.max(size, Math.abs(values[channel * area + pixel]));
      }
      shades[pixel] = (byte) (limit > 0 ? Math.round(WHITE * size / limit) : 0);
    }
    return shades;
  }

  /** As tables have them. */
  static List<Float> floats(double[] values) {
    List<Float> floats = new ArrayList<>(values.length);
    for (double value : values) {
      floats.add((float) value);
    }
    return floats;
  }
}
