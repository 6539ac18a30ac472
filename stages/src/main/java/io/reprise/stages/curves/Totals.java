package io.reprise.stages.curves;

import io.reprise.schemas.record.Prediction;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one reading of all predictions tells, in the order of the rows. */
final class Totals {

  private final Calibration calibration = new Calibration();
  private final TreeSet<String> splits = new TreeSet<>();
  private int[] labels = new int[1 << 10];
  private final Map<Long, Long> counts = new HashMap<>();
  private int rows;
  private double squares;

  void add(Prediction row) {
    if (rows == labels.length) {
      labels = Arrays.copyOf(labels, Math.addExact(rows, rows / 2));
    }
    labels[rows++] = row.getLabel();
    splits.add(row.getSplit());
    counts.merge(cell(row.getLabel(), row.getPredicted()), 1L, Long::sum);
    List<Float> probabilities = row.getProbabilities();
    int predicted = row.getPredicted();
    calibration.add(probabilities.get(predicted), predicted == row.getLabel());
    for (int label = 0; label < probabilities.size(); label++) {
      double apart = probabilities.get(label) - (label == row.getLabel() ? 1.0 : 0.0);
      squares += apart * apart;
    }
  }

  int rows() {
    return rows;
  }

  int label(int row) {
    return labels[row];
  }

  /** How many examples of a class were predicted as another, or as itself. */
  long count(int label, int predicted) {
    return counts.getOrDefault(cell(label, predicted), 0L);
  }

  private static long cell(int label, int predicted) {
    return (long) label << Integer.SIZE | predicted;
  }

  /** The one split that all are of; null where they are of several. */
  @Nullable String split() {
    return splits.size() == 1 ? splits.first() : null;
  }

  Calibration calibration() {
    return calibration;
  }

  /**
   * Mean over the rows of the squared distances of all probabilities from 1 for the label and 0 for
   * the others, added up: from 0 to 2 (Brier, Verification of Forecasts Expressed in Terms of
   * Probability, 1950). Of two classes it is twice scikit-learn's.
   */
  double brierScore() {
    return squares / rows;
  }
}
