package io.reprise.stages.cluster;

import io.reprise.stages.agreement.Contingency;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Clusters read as predictions: each cluster says the label that most of its rows have, or most of
 * the labelled rows that fall into it; noise says none and so is wrong for every row.
 */
final class LabelMapping {

  /** What a cluster says that has no row of a known label: no label is as low. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private final int[] truth;
  private final int[] labels;
  private final int[] clusters;
  private final int[] majority;

  private LabelMapping(int[] truth, int[] labels, int[] clusters, int[] majority) {
    this.truth = truth;
    this.labels = labels;
    this.clusters = clusters;
    this.majority = majority;
  }

  static LabelMapping of(int[] truth, Assignment assignment, Contingency contingency) {
    return new LabelMapping(
        truth, contingency.labels(), assignment.clusters(), majority(assignment, contingency));
  }

  /**
   * Clusters that say what most of other rows say, whose labels are known: none of {@code truth} is
   * looked at.
   *
   * @param known the clusters of these other rows, and their labels
   */
  static LabelMapping of(int[] truth, Assignment assignment, LabelledRows known) {
    int[] labels = IntStream.of(truth).distinct().sorted().toArray();
    int[] majority = majority(known.assignment(), known.contingency());
    long[] sizes = known.assignment().sizes();
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      majority[cluster] = sizes[cluster] == 0 ? UNKNOWN : majority[cluster];
    }
    return new LabelMapping(truth, labels, assignment.clusters(), majority);
  }

  private static int[] majority(Assignment assignment, Contingency contingency) {
    int[] labels = contingency.labels();
    return IntStream.range(0, assignment.count())
        .map(cluster -> labels[contingency.majority(cluster)])
        .toArray();
  }

  /** The label that the cluster says; {@link #UNKNOWN} where no row says one. */
  int label(int cluster) {
    return majority[cluster];
  }

  /** Rows whose cluster says their label. */
  long correct() {
    return IntStream.range(0, truth.length).filter(this::isCorrect).count();
  }

  /** Mean over the labels that occur, each counting alike. */
  double macroF1() {
    return IntStream.of(labels).mapToDouble(this::f1).sum() / labels.length;
  }

  /** Mean over the labels that occur, by their rows. */
  double weightedF1() {
    double sum = IntStream.of(labels).mapToDouble(label -> rows(label) * f1(label)).sum();
    return sum / truth.length;
  }

  private double f1(int label) {
    double truePositives =
        IntStream.range(0, truth.length).filter(i -> truth[i] == label && isCorrect(i)).count();
    double predicted =
        IntStream.of(clusters).filter(c -> c != Assignment.NOISE && majority[c] == label).count();
    return 2 * truePositives / (predicted + rows(label));
  }

  private double rows(int label) {
    return Arrays.stream(truth).filter(each -> each == label).count();
  }

  private boolean isCorrect(int row) {
    return clusters[row] != Assignment.NOISE && majority[clusters[row]] == truth[row];
  }
}
