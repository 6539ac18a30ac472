package io.reprise.stages.network;

/** The losses that a network can be trained for, of one example, without regularisation. */
public final class Loss {

  public static final String CROSS_ENTROPY = "crossEntropy";
  public static final String MEAN_SQUARED_ERROR = "mse";

  /** As in Deeplearning4j: keeps the logarithm finite. */
  private static final double SMALLEST_PROBABILITY = 1e-10;

  private Loss() {}

  /**
   * @param output of the network, one a class
   * @param label the true class
   */
  public static double of(String loss, float[] output, int label) {
    return loss.equals(CROSS_ENTROPY)
        ? crossEntropy(output, label)
        : meanSquaredError(output, label);
  }

  /**
   * Mean squared error of one example.
   *
   * @param target as many numbers as come out, from {@code offset} on
   */
  public static double meanSquaredError(float[] output, float[] target, int offset) {
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      double error = output[i] - target[offset + i];
      sum += error * error;
    }
    return sum / output.length;
  }

  /** Minus the natural logarithm of the true class's probability. */
  public static double crossEntropy(float[] output, int label) {
    return crossEntropy(output[label]);
  }

  /**
   * @param probability of the true class
   */
  static double crossEntropy(double probability) {
    // Strict, since Math.log may differ in its last bit between JVMs.
    return -StrictMath.log(Math.max(probability, SMALLEST_PROBABILITY));
  }

  private static double meanSquaredError(float[] output, int label) {
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      double error = output[i] - (i == label ? 1 : 0);
      sum += error * error;
    }
    return sum / output.length;
  }
}
