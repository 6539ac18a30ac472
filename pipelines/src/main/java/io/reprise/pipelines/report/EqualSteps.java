package io.reprise.pipelines.report;

import java.util.stream.IntStream;

/** Fewer points of a curve, chosen such that a drawing of it looks the same. */
final class EqualSteps {

  private EqualSteps() {}

  /**
   * Places of points at about equal steps along a curve, both ends among them. Each axis counts by
   * its own range.
   *
   * @param most points, at least 3
   */
  static IntStream along(double[] x, double[] y, int most) {
    if (x.length <= most) {
      return IntStream.range(0, x.length);
    }
    double width = range(x);
    double height = range(y);
    double[] way = new double[x.length];
    for (int i = 1; i < x.length; i++) {
      way[i] = way[i - 1] + Math.abs(x[i] - x[i - 1]) / width + Math.abs(y[i] - y[i - 1]) / height;
    }
    double step = way[x.length - 1] / (most - 2);
    return IntStream.range(0, x.length)
        .filter(
            i ->
                i == 0
                    || i == x.length - 1
                    || Math.floor(way[i] / step) > Math.floor(way[i - 1] / step));
  }

  private static double range(double[] values) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return most > least ? most - least : 1;
  }
}
