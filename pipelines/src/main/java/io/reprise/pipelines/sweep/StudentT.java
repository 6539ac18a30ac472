package io.reprise.pipelines.sweep;

/**
 * Student's t distribution. The distribution function is the regularised incomplete beta function,
 * by its continued fraction (Abramowitz and Stegun 26.5.8, modified Lentz); the logarithm of the
 * gamma function by Lanczos' series (g = 7, n = 9). To about 1e-12. Strict, since {@code Math.log}
 * may differ in its last bit between JVMs, and so would tables.
 */
final class StudentT {

  private static final double[] LANCZOS = {
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private static final double TINY = 1e-300;
  private static final int MOST_STEPS = 10_000;

  private StudentT() {}

  /**
   * The probability of a value at least as far from zero, on both sides.
   *
   * @param degrees of freedom, positive, not necessarily whole
   */
  static double twoSided(double t, double degrees) {
    return Double.isInfinite(t) ? 0 : beta(degrees / (degrees + t * t), degrees / 2, 0.5);
  }

  /**
   * The value that is exceeded on either side with a probability.
   *
   * @param probability of both sides together, above 0 and below 1
   */
  static double quantile(double probability, double degrees) {
    double low = 0;
    double high = 1;
    while (twoSided(high, degrees) > probability) {
      high *= 2;
    }
    for (int i = 0; i < 200 && high > low; i++) {
      double middle = (low + high) / 2;
      if (middle == low || middle == high) {
        break;
      }
      if (twoSided(middle, degrees) > probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** The regularised incomplete beta function. */
  private static double beta(double x, double a, double b) {
    if (x <= 0) {
      return 0;
    }
    if (x >= 1) {
      return 1;
    }
    double factor =
        StrictMath.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * StrictMath.log(x)
                + b * StrictMath.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? factor * fraction(x, a, b) / a
        : 1 - factor * fraction(1 - x, b, a) / b;
  }

  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / notZero(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m <= MOST_STEPS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / notZero(1 + even * d);
      c = notZero(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / notZero(1 + odd * d);
      c = notZero(1 + odd / c);
      double step = d * c;
      value *= step;
      if (Math.abs(step - 1) < 1e-15) {
        break;
      }
    }
    return value;
  }

  private static double notZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  private static double logGamma(double x) {
    if (x < 0.5) {
      return StrictMath.log(Math.PI / StrictMath.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x - 1 + 7.5;
    return 0.5 * StrictMath.log(2 * Math.PI)
        + (x - 0.5) * StrictMath.log(t)
        - t
        + StrictMath.log(sum);
  }
}
