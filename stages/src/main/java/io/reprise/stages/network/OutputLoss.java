package io.reprise.stages.network;

import io.reprise.stages.spi.Settings;
import java.util.List;

/**
 * The end of a network, of whose weighted sums it makes outputs, and of outputs and labels the loss
 * and its gradient. Computed with double precision, in the order of the examples.
 */
record OutputLoss(String activation, String loss, double smoothing) {

  private static final List<String> ACTIVATIONS = List.of("softmax", "sigmoid", "identity");

  /** Of a network, whose end does no more than its kind says where it is no output layer. */
  static OutputLoss of(NetworkSpec spec) {
    LayerSpec last = spec.layers().get(spec.layers().size() - 1);
    return last.kind().equals(LayerKinds.OUTPUT)
        ? of(last.settings(), spec.settings().real(NetworkParameters.LABEL_SMOOTHING))
        : new OutputLoss("identity", Loss.MEAN_SQUARED_ERROR, 0);
  }

  private static OutputLoss of(Settings output, double smoothing) {
    return new OutputLoss(output.text("activation"), output.text("loss"), smoothing);
  }

  /** Whether this can do it; a logarithm of what is no probability is left to others. */
  static boolean isKnown(Settings settings) {
    OutputLoss wanted = of(settings, 0);
    return ACTIVATIONS.contains(wanted.activation)
        && !(wanted.activation.equals("identity") && wanted.isCrossEntropy());
  }

  private boolean isCrossEntropy() {
    return loss.equals(Loss.CROSS_ENTROPY);
  }

  /**
   * Turns sums into outputs.
   *
   * @param rows example by example, overwritten
   * @param width units
   */
  void activate(float[] rows, int width) {
    double[] row = new double[width];
    for (int start = 0; start < rows.length; start += width) {
      activate(rows, start, row);
      for (int i = 0; i < width; i++) {
        rows[start + i] = (float) row[i];
      }
    }
  }

  /**
   * Turns sums into the gradient of the mean loss by them, and returns the mean loss.
   *
   * @param rows example by example, overwritten
   */
  double toGradient(float[] rows, Targets targets) {
    int count = targets.count();
    int width = rows.length / count;
    double[] row = new double[width];
    double[] target = new double[width];
    double[] gradient = new double[width];
    double sum = 0;
    for (int example = 0; example < count; example++) {
      int start = example * width;
      double weight = targets.weight(example);
      activate(rows, start, row);
      targets.read(example, smoothing, target);
      sum += weight * loss(row, target);
      gradient(row, target, gradient);
      for (int i = 0; i < width; i++) {
        rows[start + i] = (float) (weight * gradient[i] / count);
      }
    }
    return sum / count;
  }

  private void activate(float[] rows, int start, double[] row) {
    switch (activation) {
      case "softmax" -> softmax(rows, start, row);
      case "sigmoid" -> {
        for (int i = 0; i < row.length; i++) {
          row[i] = 1 / (1 + StrictMath.exp(-rows[start + i]));
        }
      }
      default -> {
        for (int i = 0; i < row.length; i++) {
          row[i] = rows[start + i];
        }
      }
    }
  }

  private static void softmax(float[] rows, int start, double[] row) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < row.length; i++) {
      largest = Math.max(largest, rows[start + i]);
    }
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      row[i] = StrictMath.exp(rows[start + i] - largest);
      sum += row[i];
    }
    for (int i = 0; i < row.length; i++) {
      row[i] /= sum;
    }
  }

  private double loss(double[] row, double[] target) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      if (!isCrossEntropy()) {
        double error = row[i] - target[i];
        sum += error * error;
      } else if (target[i] != 0) {
        sum += target[i] * Loss.crossEntropy(row[i]);
      }
    }
    return isCrossEntropy() ? sum : sum / row.length;
  }

  /** Of one example's loss by its sums; targets of a cross entropy add up to 1. */
  private void gradient(double[] row, double[] target, double[] gradient) {
    if (isCrossEntropy()) {
      boolean softmax = activation.equals("softmax");
      for (int i = 0; i < row.length; i++) {
        gradient[i] = softmax ? row[i] - target[i] : target[i] * (row[i] - 1);
      }
      return;
    }
    double weighted = 0;
    for (int i = 0; i < row.length; i++) {
      gradient[i] = 2 * (row[i] - target[i]) / row.length;
      weighted += gradient[i] * row[i];
    }
    for (int i = 0; i < row.length; i++) {
      gradient[i] =
          switch (activation) {
            case "softmax" -> row[i] * (gradient[i] - weighted);
            case "sigmoid" -> gradient[i] * row[i] * (1 - row[i]);
            default -> gradient[i];
          };
    }
  }
}
