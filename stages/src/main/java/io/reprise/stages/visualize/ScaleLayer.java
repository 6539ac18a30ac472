package io.reprise.stages.visualize;

/**
 * Batch normalisation with running statistics: each feature map, or unit, times a scale, plus a
 * shift.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScaleLayer(double[] scales, double[] shifts) implements PlainLayer {

  @Override
  public double[] forward(double[] input) {
    double[] output = new double[input.length];
    int area = input.length / scales.length;
    for (int i = 0; i < output.length; i++) {
      output[i] = scales[i / area] * input[i] + shifts[i / area];
    }
    return output;
  }

  @Override
  public double[] backward(double[] input, double[] gradient) {
    double[] before = new double[gradient.length];
    int area = gradient.length / scales.length;
    for (int i = 0; i < before.length; i++) {
      before[i] = scales[i / area] * gradient[i];
    }
    return before;
  }
}
