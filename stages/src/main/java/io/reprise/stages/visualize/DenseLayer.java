package io.reprise.stages.visualize;

/**
 * A fully connected layer.
 *
 * @param weights unit by unit, one number an input
 * @param biases one a unit
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DenseLayer(int inputs, double[] weights, double[] biases) implements PlainLayer {

  @Override
  public double[] forward(double[] input) {
    double[] sums = biases.clone();
    for (int unit = 0; unit < sums.length; unit++) {
      for (int i = 0; i < inputs; i++) {
        sums[unit] += weights[unit * inputs + i] * input[i];
      }
    }
    return sums;
  }

  @Override
  public double[] backward(double[] input, double[] gradient) {
    double[] before = new double[inputs];
    for (int unit = 0; unit < gradient.length; unit++) {
      for (int i = 0; i < inputs; i++) {
        before[i] += weights[unit * inputs + i] * gradient[unit];
      }
    }
    return before;
  }
}
