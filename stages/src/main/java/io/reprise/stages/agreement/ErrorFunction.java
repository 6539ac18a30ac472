package io.reprise.stages.agreement;

/** The complementary error function, to about 14 digits. */
final class ErrorFunction {

  /** Where the continued fraction takes over from the series. */
  private static final double FAR = 2;

  private static final int TERMS = 200;

  private ErrorFunction() {}

  /**
   * {@code 2 / sqrt(pi)} times the integral of {@code exp(-t * t)} from x on (Abramowitz and
   * Stegun, 7.1.6 and 7.1.14). Strict functions, so that every JVM gives the same.
   *
   * @param x 0 or more
   */
  static double complement(double x) {
    double scale = StrictMath.exp(-x * x) / StrictMath.sqrt(StrictMath.PI);
    if (x < FAR) {
      double term = x;
      double sum = x;
      for (int n = 1; n < TERMS; n++) {
        term *= 2 * x * x / (2 * n + 1);
        sum += term;
      }
      return 1 - 2 * scale * sum;
    }
    double fraction = x;
    for (int n = TERMS; n > 0; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return scale / fraction;
  }
}
