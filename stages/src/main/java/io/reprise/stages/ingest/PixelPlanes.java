package io.reprise.stages.ingest;

import java.util.Arrays;

/**
 * An image of 8-bit samples, channel by channel and row by row: grey, or red, green and blue.
 *
 * @param samples {@code channels * height * width} of them
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
record PixelPlanes(int height, int width, int channels, byte[] samples) {

  /** Rec. 601 luma in 16-bit fixed point: 0.299 R + 0.587 G + 0.114 B. */
  private static final int RED = 19_595;

  private static final int GREEN = 38_470;
  private static final int BLUE = 7_471;
  private static final int HALF = 1 << 15;

  /** With 1 or 3 channels: colours become their luma, grey becomes three times the same. */
  PixelPlanes withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    int plane = height * width;
    byte[] result = new byte[wanted * plane];
    for (int i = 0; i < plane; i++) {
      if (wanted == 1) {
        result[i] = (byte) luma(samples[i], samples[plane + i], samples[2 * plane + i]);
      } else {
        for (int channel = 0; channel < wanted; channel++) {
          result[channel * plane + i] = samples[i];
        }
      }
    }
    return new PixelPlanes(height, width, wanted, result);
  }

  private static int luma(byte red, byte green, byte blue) {
    return RED * (red & 0xff) + GREEN * (green & 0xff) + BLUE * (blue & 0xff) + HALF >> 16;
  }

  /**
   * Upright, as the camera says that it was held.
   *
   * @param orientation Exif's number, from 1 (as it is) to 8
   */
  PixelPlanes upright(int orientation) {
    if (orientation == 1) {
      return this;
    }
    boolean turned = ExifOrientation.swapsSides(orientation);
    int rows = turned ? width : height;
    int columns = turned ? height : width;
    byte[] result = new byte[samples.length];
    for (int channel = 0; channel < channels; channel++) {
      int start = channel * height * width;
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          result[start + y * columns + x] = samples[start + source(orientation, y, x)];
        }
      }
    }
    return new PixelPlanes(rows, columns, channels, result);
  }

  /** Where in a stored plane the pixel is that is seen in row y, column x. */
  private int source(int orientation, int y, int x) {
    int bottom = height - 1;
    int right = width - 1;
    return switch (orientation) {
      case 2 -> y * width + (right - x);
      case 3 -> (bottom - y) * width + (right - x);
      case 4 -> (bottom - y) * width + x;
      case 5 -> x * width + y;
      case 6 -> (bottom - x) * width + y;
      case 7 -> (bottom - x) * width + (right - y);
      case 8 -> x * width + (right - y);
      default -> throw new IllegalArgumentException("orientation " + orientation);
    };
  }

  /** Stretched or shrunk to another size; see {@link Resampling}. */
  PixelPlanes resized(int rows, int columns) {
    if (rows == height && columns == width) {
      return this;
    }
    Resampling vertical = Resampling.of(height, rows);
    Resampling horizontal = Resampling.of(width, columns);
    byte[] result = new byte[channels * rows * columns];
    long[] sums = new long[columns];
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < rows; y++) {
        Arrays.fill(sums, 0);
        for (int i = 0; i < vertical.count(y); i++) {
          int row = (channel * height + vertical.first(y) + i) * width;
          horizontal.addTo(sums, samples, row, vertical.weight(y, i));
        }
        long total = (long) vertical.total() * horizontal.total();
        for (int x = 0; x < columns; x++) {
          result[(channel * rows + y) * columns + x] = (byte) ((2 * sums[x] + total) / (2 * total));
        }
      }
    }
    return new PixelPlanes(rows, columns, channels, result);
  }
}
