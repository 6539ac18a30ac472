package io.reprise.stages.project;

import java.util.Arrays;

/**
 * Gradient descent with momentum and a gain for each coordinate (Jacobs, 1988), with the numbers of
 * van der Maaten's own program and of scikit-learn.
 */
final class Descent {

  private static final double MIN_GAIN = 0.01;
  private static final double GAIN_STEP = 0.2;
  private static final double GAIN_FACTOR = 0.8;

  private final double[] places;
  private final double[] gradient;
  private final double[] velocity;
  private final double[] gains;

  /**
   * @param places one coordinate of each row, which the steps change
   */
  Descent(double[] places) {
    this.places = places;
    this.gradient = new double[places.length];
    this.velocity = new double[places.length];
    this.gains = new double[places.length];
    Arrays.fill(gains, 1);
  }

  double[] places() {
    return places;
  }

  /** To be set before each step. */
  double[] gradient() {
    return gradient;
  }

  void step(double learningRate, double momentum) {
    for (int row = 0; row < places.length; row++) {
      boolean turned = velocity[row] * gradient[row] < 0;
      double gain = turned ? gains[row] + GAIN_STEP : gains[row] * GAIN_FACTOR;
      gains[row] = Math.max(MIN_GAIN, gain);
      velocity[row] = momentum * velocity[row] - learningRate * gains[row] * gradient[row];
      places[row] += velocity[row];
    }
  }

  /** Moves all so that their mean is 0. */
  void centre() {
    double sum = 0;
    for (double place : places) {
      sum += place;
    }
    double mean = sum / places.length;
    for (int row = 0; row < places.length; row++) {
      places[row] -= mean;
    }
  }
}
