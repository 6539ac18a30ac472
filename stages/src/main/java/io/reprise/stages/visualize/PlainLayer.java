package io.reprise.stages.visualize;

/** A layer for one image at a time, in double precision. Stateless. */
interface PlainLayer {

  /** What comes out of it. */
  double[] forward(double[] input);

  /**
   * The gradient by the input.
   *
   * @param input what went in
   * @param gradient by what came out
   */
  double[] backward(double[] input, double[] gradient);

  /**
   * The way back of a deconvolutional network: places of maxima are taken from the input, signals
   * are rectified, filters are transposed, biases and means are left out.
   *
   * @param input what went in when the image was shown
   * @param signal behind the layer
   */
  default double[] deconvolve(double[] input, double[] signal) {
    return backward(input, signal);
  }
}
