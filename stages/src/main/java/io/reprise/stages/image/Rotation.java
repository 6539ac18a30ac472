package io.reprise.stages.image;

/**
 * Turns an image counterclockwise about its centre, on a canvas of the same size, with bilinear
 * interpolation. What comes from outside the image has a fixed grey, and blends in at the border.
 *
 * <p>Positions are integers: pixels counted in halves from the centre, times 2^30 once they are
 * turned. So a quarter or half turn is exactly a permutation of the pixels, and no JVM rounds
 * another way.
 */
public final class Rotation {

  private static final int TURN_BITS = 30;

  /** Of a position in whole pixels: one more than {@link #TURN_BITS}, for the halves. */
  private static final int POSITION_BITS = TURN_BITS + 1;

  private static final int WEIGHT_BITS = 8;
  private static final int WEIGHT_ONE = 1 << WEIGHT_BITS;
  private static final int WEIGHT_SHIFT = POSITION_BITS - WEIGHT_BITS;
  private static final int HALF = 1 << (2 * WEIGHT_BITS - 1);

  private final long cosine;
  private final long sine;
  private final int fill;

  /**
   * @param fill grey from 0 to 255
   */
  public Rotation(double degrees, int fill) {
    double radians = StrictMath.toRadians(degrees);
    this.cosine = StrictMath.round(StrictMath.cos(radians) * (1L << TURN_BITS));
    this.sine = StrictMath.round(StrictMath.sin(radians) * (1L << TURN_BITS));
    this.fill = fill;
  }

  /** The image turned; the image itself stays. */
  public Raster of(Raster image) {
    int height = image.height();
    int width = image.width();
    byte[] turned = new byte[image.pixels().length];
    for (int y = 0; y < height; y++) {
      long v = 2L * y - (height - 1);
      for (int x = 0; x < width; x++) {
        long u = 2L * x - (width - 1);
        long fromX = weighted(u * cosine - v * sine, width);
        long fromY = weighted(u * sine + v * cosine, height);
        for (int channel = 0; channel < image.channels(); channel++) {
          turned[(channel * height + y) * width + x] = sample(image, channel, fromX, fromY);
        }
      }
    }
    return new Raster(image.channels(), height, width, turned);
  }

  /** From halves about the centre to pixels from the edge, in units of an interpolation weight. */
  private static long weighted(long position, int size) {
    long fromEdge = position + ((size - 1L) << TURN_BITS);
    return (fromEdge + (1L << (WEIGHT_SHIFT - 1))) >> WEIGHT_SHIFT;
  }

  private byte sample(Raster image, int channel, long fromX, long fromY) {
    int left = (int) (fromX >> WEIGHT_BITS);
    int top = (int) (fromY >> WEIGHT_BITS);
    int right = (int) fromX & (WEIGHT_ONE - 1);
    int bottom = (int) fromY & (WEIGHT_ONE - 1);
    int upper =
        grey(image, channel, left, top) * (WEIGHT_ONE - right)
            + grey(image, channel, left + 1, top) * right;
    int lower =
        grey(image, channel, left, top + 1) * (WEIGHT_ONE - right)
            + grey(image, channel, left + 1, top + 1) * right;
    return (byte) ((upper * (WEIGHT_ONE - bottom) + lower * bottom + HALF) >> (2 * WEIGHT_BITS));
  }

  private int grey(Raster image, int channel, int x, int y) {
    if (x < 0 || y < 0 || x >= image.width() || y >= image.height()) {
      return fill;
    }
    return image.pixels()[(channel * image.height() + y) * image.width() + x] & 0xFF;
  }
}
