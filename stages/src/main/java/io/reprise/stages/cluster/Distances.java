package io.reprise.stages.cluster;

/** Euclidean distances, added up in one order everywhere. */
final class Distances {

  /** Units between two looks at the limit. */
  private static final int STRIDE = 16;

  private Distances() {}

  static double squared(double[] a, double[] b) {
    return squaredWithin(a, b, Double.POSITIVE_INFINITY);
  }

  static double euclidean(double[] a, double[] b) {
    return Math.sqrt(squared(a, b));
  }

  /**
   * The squared distance, or infinity where it is above the limit: most pairs are far apart, which
   * shows after a part of their units. Four sums side by side, which a processor can add at once.
   */
  static double squaredWithin(double[] a, double[] b, double limit) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    while (i + 3 < a.length) {
      int end = Math.min(i + STRIDE, a.length - 3);
      for (; i < end; i += 4) {
        double d0 = a[i] - b[i];
        double d1 = a[i + 1] - b[i + 1];
        double d2 = a[i + 2] - b[i + 2];
        double d3 = a[i + 3] - b[i + 3];
        s0 += d0 * d0;
        s1 += d1 * d1;
        s2 += d2 * d2;
        s3 += d3 * d3;
      }
      if ((s0 + s1) + (s2 + s3) > limit) {
        return Double.POSITIVE_INFINITY;
      }
    }
    for (; i < a.length; i++) {
      s0 += (a[i] - b[i]) * (a[i] - b[i]);
    }
    double sum = (s0 + s1) + (s2 + s3);
    return sum > limit ? Double.POSITIVE_INFINITY : sum;
  }
}
