package io.reprise.stages.cluster;

/** Euclidean distances, added up in one order everywhere. */
final class Distances {

  private Distances() {}

  /** Four sums side by side, which a processor can add at once. */
  static double squared(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      double d0 = a[i] - b[i];
      double d1 = a[i + 1] - b[i + 1];
      double d2 = a[i + 2] - b[i + 2];
      double d3 = a[i + 3] - b[i + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < a.length; i++) {
      s0 += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return (s0 + s1) + (s2 + s3);
  }

  static double euclidean(double[] a, double[] b) {
    return Math.sqrt(squared(a, b));
  }
}
