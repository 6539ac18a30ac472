package io.reprise.stages.visualize;

import io.reprise.stages.network.Shape;
import io.reprise.stages.onednn.Window;

/**
 * Convolution (cross-correlation, as networks have it).
 *
 * @param weights filter by filter, channel by channel, row by row
 * @param biases one a filter
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ConvolutionLayer(
    Shape.Image input, Shape.Image output, Window window, double[] weights, double[] biases)
    implements PlainLayer {

  /** Meets each weight with the input and the output that it joins. */
  @FunctionalInterface
  private interface Visitor {
    void visit(int weight, int in, int out);
  }

  @Override
  public double[] forward(double[] image) {
    double[] sums = new double[output.size()];
    int area = output.height() * output.width();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = biases[i / area];
    }
    forEach((weight, in, out) -> sums[out] += weights[weight] * image[in]);
    return sums;
  }

  @Override
  public double[] backward(double[] image, double[] gradient) {
    double[] before = new double[input.size()];
    forEach((weight, in, out) -> before[in] += weights[weight] * gradient[out]);
    return before;
  }

  private void forEach(Visitor visitor) {
    for (int filter = 0; filter < output.channels(); filter++) {
      for (int row = 0; row < output.height(); row++) {
        for (int column = 0; column < output.width(); column++) {
          forEach(filter, row, column, visitor);
        }
      }
    }
  }

  private void forEach(int filter, int row, int column, Visitor visitor) {
    int out = (filter * output.height() + row) * output.width() + column;
    for (int channel = 0; channel < input.channels(); channel++) {
      for (int i = 0; i < window.height(); i++) {
        int y = row * window.stride() - window.top() + i;
        for (int j = 0; y >= 0 && y < input.height() && j < window.width(); j++) {
          int x = column * window.stride() - window.left() + j;
          if (x >= 0 && x < input.width()) {
            int weight =
                ((filter * input.channels() + channel) * window.height() + i) * window.width() + j;
            visitor.visit(weight, (channel * input.height() + y) * input.width() + x, out);
          }
        }
      }
    }
  }
}
