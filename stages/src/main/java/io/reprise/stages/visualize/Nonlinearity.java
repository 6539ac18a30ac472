package io.reprise.stages.visualize;

import io.reprise.schemas.problem.ReportedException;

/**
 * An activation function by its word in pipeline files, with the constants of Deeplearning4j.
 *
 * @param alpha slope of leakyRelu below zero
 */
record Nonlinearity(String word, double alpha) {

  private static final double GELU_SCALE = 1.702;
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;

  /**
   * @throws ReportedException for a function that is none of single numbers, or not known here
   */
  Nonlinearity {
    of(word, alpha, 0);
  }

  boolean isIdentity() {
    return word.equals("identity");
  }

  /** Whether it is about zero below zero, and grows without a limit above it. */
  boolean rectifies() {
    return switch (word) {
      case "identity", "softsign", "tanh", "sigmoid", "hardSigmoid" -> false;
      default -> true;
    };
  }

  double value(double x) {
    return of(word, alpha, x)[0];
  }

  /** Its derivative; where there is none, the one from below. */
  double slope(double x) {
    return of(word, alpha, x)[1];
  }

  /** Value and slope. */
  private static double[] of(String word, double alpha, double x) {
    return switch (word) {
      case "identity" -> both(x, 1);
      case "relu" -> x <= 0 ? both(0, 0) : both(x, 1); // what is no number stays none
      case "leakyRelu" -> x <= 0 ? both(alpha * x, alpha) : both(x, 1);
      case "elu" -> x > 0 ? both(x, 1) : both(StrictMath.expm1(x), StrictMath.exp(x));
      case "selu" ->
          x > 0
              ? both(SELU_SCALE * x, SELU_SCALE)
              : both(
                  SELU_SCALE * SELU_ALPHA * StrictMath.expm1(x),
                  SELU_SCALE * SELU_ALPHA * StrictMath.exp(x));
      case "gelu" -> swish(x, GELU_SCALE);
      case "swish" -> swish(x, 1);
      case "softplus" ->
          both(Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))), sigmoid(x));
      case "softsign" -> both(x / (1 + Math.abs(x)), 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x))));
      case "tanh" -> both(StrictMath.tanh(x), 1 - StrictMath.tanh(x) * StrictMath.tanh(x));
      case "sigmoid" -> both(sigmoid(x), sigmoid(x) * (1 - sigmoid(x)));
      case "hardSigmoid" ->
          both(Math.min(1, Math.max(0, 0.2 * x + 0.5)), Math.abs(x) < 2.5 ? 0.2 : 0);
      default -> throw new ReportedException("the activation '" + word + "' cannot be looked into");
    };
  }

  private static double[] swish(double x, double scale) {
    double gate = sigmoid(scale * x);
    return both(x * gate, gate + scale * x * gate * (1 - gate));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  private static double[] both(double value, double slope) {
    return new double[] {value, slope};
  }
}
