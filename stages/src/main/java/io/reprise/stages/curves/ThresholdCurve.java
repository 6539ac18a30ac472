package io.reprise.stages.curves;

/**
 * How many examples of a class, and of the rest, are at or above each threshold that occurs, by
 * descending threshold. Point 0 is above all thresholds and has no examples.
 */
final class ThresholdCurve {

  private final float[] thresholds;
  private final int[] positives;
  private final int[] counts;
  private int size = 1;

  /**
   * @param points point 0 included
   */
  ThresholdCurve(int points) {
    this.thresholds = new float[points];
    this.positives = new int[points];
    this.counts = new int[points];
  }

  /** Adds a point, whose counts are no less than those of the last. */
  void add(float threshold, int positive, int count) {
    thresholds[size] = threshold;
    positives[size] = positive;
    counts[size++] = count;
  }

  /** How many points there are. */
  int size() {
    return size;
  }

  /** Of any point but the first. */
  double threshold(int point) {
    return thresholds[point];
  }

  /** Examples at or above the threshold. */
  long count(int point) {
    return counts[point];
  }

  /** Examples at or above the threshold that are of the class. */
  int positives(int point) {
    return positives[point];
  }

  /** Examples at or above the threshold that are of another class. */
  int negatives(int point) {
    return counts[point] - positives[point];
  }

  /** Whether there are examples of the class and others: without both there is nothing to tell. */
  boolean hasBothKinds() {
    return positives(size - 1) > 0 && negatives(size - 1) > 0;
  }

  double truePositiveRate(int point) {
    return (double) positives(point) / positives(size - 1);
  }

  double falsePositiveRate(int point) {
    return (double) negatives(point) / negatives(size - 1);
  }

  /** 1 at point 0, where nothing is said to be of the class, as scikit-learn has it. */
  double precision(int point) {
    return point == 0 ? 1 : (double) positives(point) / counts[point];
  }

  /**
   * The area below the ROC curve by trapezoids, as {@code sklearn.metrics.roc_auc_score}: the
   * probability that an example of the class is above another one, ties counting half. The sum is
   * of whole numbers, so that it is exact up to 2^63.
   */
  double rocArea() {
    long twice = 0;
    for (int point = 1; point < size; point++) {
      long width = (long) negatives(point) - negatives(point - 1);
      twice += width * ((long) positives(point) + positives(point - 1));
    }
    return twice / (2.0 * positives(size - 1) * negatives(size - 1));
  }

  /**
   * Precision at each threshold, weighted by what recall it adds, without interpolation, as {@code
   * sklearn.metrics.average_precision_score}.
   */
  double averagePrecision() {
    double sum = 0;
    for (int point = 1; point < size; point++) {
      sum += ((double) positives(point) - positives(point - 1)) * precision(point);
    }
    return sum / positives(size - 1);
  }
}
