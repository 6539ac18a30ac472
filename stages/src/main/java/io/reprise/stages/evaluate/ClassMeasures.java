package io.reprise.stages.evaluate;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Precision, recall and F1 of each class, and their averages, from a confusion matrix. As in
 * scikit-learn, what is 0/0 is 0: the precision of a class that is never predicted, the recall of
 * one without examples.
 */
final class ClassMeasures {

  private final long[][] confusion;

  /**
   * @param confusion counts by label, then by predicted class
   */
  ClassMeasures(long[][] confusion) {
    this.confusion = Arrays.stream(confusion).map(long[]::clone).toArray(long[][]::new);
  }

  int classes() {
    return confusion.length;
  }

  /** Examples in all. */
  long rows() {
    return IntStream.range(0, classes()).mapToLong(this::support).sum();
  }

  /** Examples of the class. */
  long support(int label) {
    return Arrays.stream(confusion[label]).sum();
  }

  /** How often the class was predicted. */
  long predicted(int label) {
    return Arrays.stream(confusion).mapToLong(row -> row[label]).sum();
  }

  double accuracy() {
    return ratio(
        IntStream.range(0, classes()).mapToLong(label -> confusion[label][label]).sum(), rows());
  }

  double precision(int label) {
    return ratio(confusion[label][label], predicted(label));
  }

  double recall(int label) {
    return ratio(confusion[label][label], support(label));
  }

  /** The harmonic mean of precision and recall. */
  double f1(int label) {
    return ratio(2 * confusion[label][label], support(label) + predicted(label));
  }

  /** The mean over all classes, those without examples included. */
  double macro(IntToDoubleFunction measure) {
    return IntStream.range(0, classes()).mapToDouble(measure).sum() / classes();
  }

  /** The mean over all classes, each as often as it has examples. */
  double weighted(IntToDoubleFunction measure) {
    double sum = 0;
    for (int label = 0; label < classes(); label++) {
      sum += measure.applyAsDouble(label) * support(label);
    }
    return rows() == 0 ? 0 : sum / rows();
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
