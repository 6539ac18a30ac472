package io.reprise.stages.image;

import io.reprise.stages.random.CounterRandom;

/**
 * Noise of a normal distribution, each pixel's own, rounded to whole grey values and cut off at
 * black and white.
 *
 * <p>A table holds the noise at the middle of each of 65,536 equally likely slices of the
 * distribution; sixteen random bits pick one. That is exactly symmetric, reaches 4.3 standard
 * deviations either way, and costs a quarter of a random number a pixel, without a floating-point
 * operation that could differ between JVMs.
 */
public final class GaussianNoise {

  private static final int SLICES = 1 << 16;
  private static final int SLICE_BITS = 16;
  private static final int PIXELS_A_DRAW = Long.SIZE / SLICE_BITS;
  private static final int WHITE = 255;

  private final short[] greys = new short[SLICES];

  /**
   * @param deviation standard deviation as a fraction of the range from black to white, 0 to 1
   */
  public GaussianNoise(double deviation) {
    for (int slice = 0; slice < SLICES / 2; slice++) {
      double z = -NormalQuantile.of((slice + 0.5) / SLICES);
      short grey = (short) StrictMath.round(z * deviation * WHITE);
      greys[slice] = (short) -grey;
      greys[SLICES - 1 - slice] = grey;
    }
  }

  /** Changes pixels in place. */
  public void addTo(byte[] pixels, CounterRandom random) {
    for (int start = 0; start < pixels.length; start += PIXELS_A_DRAW) {
      long bits = random.nextLong();
      int end = Math.min(start + PIXELS_A_DRAW, pixels.length);
      for (int i = start; i < end; i++) {
        int grey = (pixels[i] & 0xFF) + greys[(int) bits & (SLICES - 1)];
        pixels[i] = (byte) Math.max(0, Math.min(WHITE, grey));
        bits >>>= SLICE_BITS;
      }
    }
  }
}
