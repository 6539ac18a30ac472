package io.reprise.stages.curves;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Chooses the points of a curve that are stored. First go those between two others on a straight
 * line, which nobody can see. If there are still too many, points are taken at equal steps along
 * the curve: none that is left out is farther from one that is kept than 1/{@value #STEPS} of the
 * curve's length (sum of horizontal and vertical ways).
 */
final class Thinning {

  /** Points that a curve may have. */
  static final int MOST = 1000;

  private static final int STEPS = MOST - 2;

  private Thinning() {}

  /** Of a ROC curve, whose lines are straight in counts. */
  static int[] roc(ThresholdCurve curve) {
    int[] corners =
        corners(
            curve.size(),
            (before, point, after) -> {
              long across = (long) curve.negatives(point) - curve.negatives(before);
              long up = (long) curve.positives(point) - curve.positives(before);
              long acrossNext = (long) curve.negatives(after) - curve.negatives(point);
              long upNext = (long) curve.positives(after) - curve.positives(point);
              return across * upNext == up * acrossNext;
            });
    return atEqualSteps(corners, curve::falsePositiveRate, curve::truePositiveRate);
  }

  /** Of a precision-recall curve: its straight lines are where recall or precision stays. */
  static int[] precisionRecall(ThresholdCurve curve) {
    int[] corners =
        corners(
            curve.size(),
            (before, point, after) ->
                curve.positives(before) == curve.positives(after) || curve.negatives(after) == 0);
    return atEqualSteps(corners, curve::truePositiveRate, curve::precision);
  }

  /** Whether a point is on the line from one before it to one after it. */
  @FunctionalInterface
  private interface Straight {
    boolean test(int before, int point, int after);
  }

  private static int[] corners(int size, Straight straight) {
    int[] kept = new int[size];
    int count = 0;
    for (int point = 0; point < size; point++) {
      boolean end = point == 0 || point == size - 1;
      if (end || !straight.test(kept[count - 1], point, point + 1)) {
        kept[count++] = point;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static int[] atEqualSteps(int[] points, IntToDoubleFunction x, IntToDoubleFunction y) {
    if (points.length <= MOST) {
      return points;
    }
    double[] way = new double[points.length];
    for (int i = 1; i < points.length; i++) {
      way[i] =
          way[i - 1]
              + Math.abs(x.applyAsDouble(points[i]) - x.applyAsDouble(points[i - 1]))
              + Math.abs(y.applyAsDouble(points[i]) - y.applyAsDouble(points[i - 1]));
    }
    double step = way[points.length - 1] / STEPS;
    return IntStream.range(0, points.length)
        .filter(
            i ->
                i == 0
                    || i == points.length - 1
                    || Math.floor(way[i] / step) > Math.floor(way[i - 1] / step))
        .map(i -> points[i])
        .toArray();
  }
}
