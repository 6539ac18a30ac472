package io.reprise.stages.image;

import io.reprise.stages.random.CounterRandom;

/**
 * Random erasing (Zhong et al., 2020): a rectangle of the image gets random greys.
 *
 * @param largestArea fraction of the image, 0.02 to 1; the area is uniform from 0.02 to it
 */
public record Erasing(double largestArea) {

  public static final double SMALLEST_AREA = 0.02;
  private static final double LONGEST = 1 / 0.3; // sides to each other

  /** Changes the image in place; a side that is too long is cut to the image's. */
  public void apply(Raster image, CounterRandom random) {
    double area =
        (SMALLEST_AREA + random.nextDouble() * (largestArea - SMALLEST_AREA))
            * image.height()
            * image.width();
    double ratio = StrictMath.exp((2 * random.nextDouble() - 1) * StrictMath.log(LONGEST));
    int rows = side(StrictMath.sqrt(area * ratio), image.height());
    int columns = side(StrictMath.sqrt(area / ratio), image.width());
    int top = (int) (random.nextDouble() * (image.height() - rows + 1));
    int left = (int) (random.nextDouble() * (image.width() - columns + 1));
    image.erase(left, top, columns, rows, random::nextLong);
  }

  private static int side(double length, int longest) {
    return (int) Math.max(1, Math.min(longest, StrictMath.round(length)));
  }
}
