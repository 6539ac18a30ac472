package io.reprise.stages.visualize;

/** An activation function of single numbers. */
record FunctionLayer(Nonlinearity function) implements PlainLayer {

  @Override
  public double[] forward(double[] input) {
    double[] output = new double[input.length];
    for (int i = 0; i < output.length; i++) {
      output[i] = function.value(input[i]);
    }
    return output;
  }

  @Override
  public double[] backward(double[] input, double[] gradient) {
    double[] before = new double[input.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = gradient[i] * function.slope(input[i]);
    }
    return before;
  }

  /** Rectified, since feature maps behind it are mostly positive, too; else as it is. */
  @Override
  public double[] deconvolve(double[] input, double[] signal) {
    double[] before = signal.clone();
    if (function.rectifies()) {
      for (int i = 0; i < before.length; i++) {
        before[i] = Math.max(0, before[i]);
      }
    }
    return before;
  }
}
