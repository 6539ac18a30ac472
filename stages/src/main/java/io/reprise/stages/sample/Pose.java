package io.reprise.stages.sample;

import java.util.Random;

/**
 * Where a drawing stands on its canvas: turned, stretched, moved, perhaps mirrored.
 *
 * @param shiftX of the centre, in pixels
 * @param shiftY of the centre, in pixels
 * @param scale pixels a unit of the drawing
 */
record Pose(
    double cosine,
    double sine,
    double shiftX,
    double shiftY,
    double scale,
    double stretch,
    double mirror) {

  private static final double MOST_DEGREES = 12;
  private static final double MOST_SHIFT = 1.5;
  private static final double SMALLEST = 10;
  private static final double LARGEST = 12.5;
  private static final double MOST_STRETCH = 0.1;

  static Pose random(Random random) {
    double radians = StrictMath.toRadians(spread(random, MOST_DEGREES));
    return new Pose(
        StrictMath.cos(radians),
        StrictMath.sin(radians),
        spread(random, MOST_SHIFT),
        spread(random, MOST_SHIFT),
        SMALLEST + (LARGEST - SMALLEST) * random.nextDouble(),
        1 + spread(random, MOST_STRETCH),
        random.nextBoolean() ? 1 : -1);
  }

  /** The drawing's x at a point of the canvas, given from its centre in pixels. */
  double drawingX(double x, double y) {
    return ((x - shiftX) * cosine + (y - shiftY) * sine) / scale * stretch * mirror;
  }

  /** The drawing's y at a point of the canvas, given from its centre in pixels. */
  double drawingY(double x, double y) {
    return ((y - shiftY) * cosine - (x - shiftX) * sine) / scale / stretch;
  }

  private static double spread(Random random, double most) {
    return (2 * random.nextDouble() - 1) * most;
  }
}
