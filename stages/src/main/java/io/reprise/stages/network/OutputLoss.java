package io.reprise.stages.network;

import io.reprise.stages.spi.Settings;
import java.util.List;

/**
 * The end of a network, of whose weighted sums it makes outputs, and of outputs and labels the loss
 * and its gradient. Computed with double precision, in the order of the examples.
 */
record OutputLoss(String activation, String loss) {

  private static final List<String> ACTIVATIONS = List.of("softmax", "sigmoid", "identity");

  /** Of a layer, which does no more than its kind says where it is no output layer. */
  static OutputLoss of(LayerSpec layer) {
    return layer.kind().equals(LayerKinds.OUTPUT)
        ? of(layer.settings())
        : new OutputLoss("identity", Loss.MEAN_SQUARED_ERROR);
  }

  private static OutputLoss of(Settings settings) {
    return new OutputLoss(settings.text("activation"), settings.text("loss"));
  }

  /** Whether this can do it; a logarithm of what is no probability is left to others. */
  static boolean isKnown(Settings settings) {
    OutputLoss wanted = of(settings);
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
   * @param labels the true class of each
   */
  double toGradient(float[] rows, int[] labels) {
    int width = rows.length / labels.length;
    double[] row = new double[width];
    double[] gradient = new double[width];
    double sum = 0;
    for (int example = 0; example < labels.length; example++) {
      int start = example * width;
      activate(rows, start, row);
      sum += loss(row, labels[example]);
      gradient(row, labels[example], gradient);
      for (int i = 0; i < width; i++) {
        rows[start + i] = (float) (gradient[i] / labels.length);
      }
    }
    return sum / labels.length;
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

  private double loss(double[] row, int label) {
    if (isCrossEntropy()) {
      return Loss.crossEntropy(row[label]);
    }
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      double error = row[i] - (i == label ? 1 : 0);
      sum += error * error;
    }
    return sum / row.length;
  }

  /** Of one example's loss by its sums. */
  private void gradient(double[] row, int label, double[] gradient) {
    if (isCrossEntropy()) {
      for (int i = 0; i < row.length; i++) {
        boolean softmax = activation.equals("softmax");
        gradient[i] = softmax || i == label ? row[i] - (i == label ? 1 : 0) : 0;
      }
      return;
    }
    double weighted = 0;
    for (int i = 0; i < row.length; i++) {
      gradient[i] = 2 * (row[i] - (i == label ? 1 : 0)) / row.length;
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
