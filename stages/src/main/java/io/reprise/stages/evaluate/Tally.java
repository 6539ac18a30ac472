package io.reprise.stages.evaluate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the measures need of predictions. The sum of several is the same in any order: counts are
 * whole numbers, and log losses are added up exactly.
 */
final class Tally implements Serializable {

  private static final long serialVersionUID = 1L;

  private long[][] confusion;
  private final TreeSet<String> splits = new TreeSet<>();
  private long changedCopies;
  private BigDecimal logLoss = BigDecimal.ZERO;

  Tally(int classes) {
    this.confusion = new long[classes][classes];
  }

  void add(String split, int label, int predicted) {
    splits.add(split);
    confusion[label][predicted]++;
  }

  /** One more of the examples is a changed copy of an image. */
  void addChangedCopy() {
    changedCopies++;
  }

  /**
   * @param sum over examples, finite
   */
  void addLogLoss(double sum) {
    logLoss = logLoss.add(new BigDecimal(sum));
  }

  void add(Tally other) {
    if (confusion.length == 0) {
      confusion = other.confusion();
    } else {
      for (int label = 0; label < other.confusion.length; label++) {
        for (int predicted = 0; predicted < other.confusion.length; predicted++) {
          confusion[label][predicted] += other.confusion[label][predicted];
        }
      }
    }
    splits.addAll(other.splits);
    changedCopies += other.changedCopies;
    logLoss = logLoss.add(other.logLoss);
  }

  /** Of the examples seen. */
  SortedSet<String> splits() {
    return splits;
  }

  /** How many of the examples are changed copies, of any split. */
  long changedCopies() {
    return changedCopies;
  }

  /** Sum over the examples, of natural logarithms. */
  double logLoss() {
    return logLoss.doubleValue();
  }

  /** Counts by label, then by predicted class. */
  long[][] confusion() {
    return Arrays.stream(confusion).map(long[]::clone).toArray(long[][]::new);
  }
}
