package io.reprise.stages.curves;

import io.reprise.schemas.record.CurvePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether predictions are right as often as their probabilities say: examples in bins of equal
 * width of the predicted class's probability, each open below and closed above.
 */
final class Calibration {

  static final int BINS = 15;

  private final long[] counts = new long[BINS];
  private final long[] right = new long[BINS];
  private final double[] confidence = new double[BINS];

  /**
   * @param probability of the predicted class, from 0 to 1
   */
  void add(double probability, boolean isRight) {
    int bin = Math.max(0, (int) Math.ceil(probability * BINS) - 1);
    counts[bin]++;
    right[bin] += isRight ? 1 : 0;
    confidence[bin] += probability;
  }

  /**
   * Mean distance of accuracy and mean probability over the bins, each as often as it has examples
   * (Guo et al., On Calibration of Modern Neural Networks, 2017).
   *
   * @param rows in all, at least one
   */
  double expectedError(long rows) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += Math.abs(right[bin] - confidence[bin]);
    }
    return sum / rows;
  }

  /** A point for each bin that has examples. */
  List<CurvePoint> points() {
    List<CurvePoint> points = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        points.add(
            new CurvePoint(
                "reliability",
                -1,
                bin,
                null,
                (double) bin / BINS,
                confidence[bin] / counts[bin],
                (double) right[bin] / counts[bin],
                counts[bin]));
      }
    }
    return points;
  }
}
