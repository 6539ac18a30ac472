package io.reprise.stages.image;

/**
 * The inverse of the standard normal distribution function, to about 16 digits.
 *
 * <p>Algorithm AS 241, PPND16 (Wichura, "The percentage points of the normal distribution", Applied
 * Statistics 37, 1988). Its far tail, below 1.4e-11, is left out: nobody asks for it here. {@code
 * StrictMath} because {@code Math.log} may differ in its last bit between JVMs.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // the digits as they are published
final class NormalQuantile {

  private static final double TAIL = 1.4e-11;
  private static final double CENTRAL = 0.425;

  // Coefficients from the highest power down to the constant.
  private static final double[] CENTRE_TOP = {
    2.5090809287301226727e3,
    3.3430575583588128105e4,
    6.7265770927008700853e4,
    4.5921953931549871457e4,
    1.3731693765509461125e4,
    1.9715909503065514427e3,
    1.3314166789178437745e2,
    3.3871328727963666080e0
  };
  private static final double[] CENTRE_BOTTOM = {
    5.2264952788528545610e3,
    2.8729085735721942674e4,
    3.9307895800092710610e4,
    2.1213794301586595867e4,
    5.3941960214247511077e3,
    6.8718700749205790830e2,
    4.2313330701600911252e1,
    1.0
  };
  private static final double[] SIDE_TOP = {
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e0,
    3.64784832476320460504e0,
    5.76949722146069140550e0,
    4.63033784615654529590e0,
    1.42343711074968357734e0
  };
  private static final double[] SIDE_BOTTOM = {
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e0,
    2.05319162663775882187e0,
    1.0
  };

  private NormalQuantile() {}

  /**
   * The z that a standard normal value is below with this probability.
   *
   * @param probability more than 1.4e-11 and less than one minus that
   */
  static double of(double probability) {
    double q = probability - 0.5;
    if (Math.abs(q) <= CENTRAL) {
      double r = CENTRAL * CENTRAL - q * q;
      return q * polynomial(CENTRE_TOP, r) / polynomial(CENTRE_BOTTOM, r);
    }
    double outer = Math.min(probability, 1 - probability);
    if (outer <= TAIL) {
      throw new IllegalArgumentException("too far out in the tail");
    }
    double r = StrictMath.sqrt(-StrictMath.log(outer)) - 1.6;
    double z = polynomial(SIDE_TOP, r) / polynomial(SIDE_BOTTOM, r);
    return q < 0 ? -z : z;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
