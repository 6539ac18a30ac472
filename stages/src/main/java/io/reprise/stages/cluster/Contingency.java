package io.reprise.stages.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How many rows of each label are in each cluster, and what can be said from that alone. */
final class Contingency {

  private final int[] labels;
  private final long[][] counts;
  private final long[] labelTotals;
  private final long[] clusterTotals;
  private final long rows;

  /** Labels ascending in rows, clusters in columns; noise, if there is any, last. */
  private Contingency(int[] labels, long[][] counts) {
    this.labels = labels;
    this.counts = counts;
    this.labelTotals = Arrays.stream(counts).mapToLong(row -> LongStream.of(row).sum()).toArray();
    this.clusterTotals =
        IntStream.range(0, counts[0].length)
            .mapToLong(cluster -> Arrays.stream(counts).mapToLong(row -> row[cluster]).sum())
            .toArray();
    this.rows = LongStream.of(labelTotals).sum();
  }

  static Contingency of(int[] rowLabels, Assignment assignment) {
    int[] labels = IntStream.of(rowLabels).distinct().sorted().toArray();
    boolean noise = assignment.noise() > 0;
    long[][] counts = new long[labels.length][assignment.count() + (noise ? 1 : 0)];
    for (int row = 0; row < rowLabels.length; row++) {
      int cluster = assignment.clusters()[row];
      int column = cluster == Assignment.NOISE ? assignment.count() : cluster;
      counts[Arrays.binarySearch(labels, rowLabels[row])][column]++;
    }
    return new Contingency(labels, counts);
  }

  /** Labels that occur, ascending. */
  int[] labels() {
    return labels.clone();
  }

  /** Rows of the label, given by its place among {@link #labels()}, in the cluster. */
  long count(int label, int cluster) {
    return counts[label][cluster];
  }

  /** The place of the label with most rows in the cluster, the lower one of equals. */
  int majority(int cluster) {
    int best = 0;
    for (int label = 1; label < labels.length; label++) {
      best = counts[label][cluster] > counts[best][cluster] ? label : best;
    }
    return best;
  }

  /**
   * Mutual information over the arithmetic mean of both entropies, as {@code
   * sklearn.metrics.normalized_mutual_info_score} has it by default; 1 where there is but one label
   * and one cluster. Noise is a cluster of its own. Strict logarithms, since {@code Math.log} may
   * differ in its last bit between JVMs.
   */
  double normalizedMutualInformation() {
    double mutual = 0;
    for (int label = 0; label < labels.length; label++) {
      for (int cluster = 0; cluster < clusterTotals.length; cluster++) {
        double together = counts[label][cluster];
        if (together > 0) {
          double apart = (double) labelTotals[label] * clusterTotals[cluster];
          mutual += together / rows * StrictMath.log(together * rows / apart);
        }
      }
    }
    double entropies = entropy(labelTotals) + entropy(clusterTotals);
    return entropies == 0 ? 1 : Math.max(0, 2 * mutual / entropies);
  }

  private double entropy(long[] totals) {
    double entropy = 0;
    for (long total : totals) {
      entropy -= total == 0 ? 0 : (double) total / rows * StrictMath.log((double) total / rows);
    }
    return entropy;
  }

  /**
   * Agreement on pairs of rows, 0 for chance (Hubert and Arabie, 1985). Noise is a cluster of its
   * own.
   */
  double adjustedRandIndex() {
    double together = Arrays.stream(counts).mapToDouble(Contingency::pairs).sum();
    double byLabel = pairs(labelTotals);
    double byCluster = pairs(clusterTotals);
    double expected = byLabel * byCluster / Math.max(1, pairs(new long[] {rows}));
    double greatest = (byLabel + byCluster) / 2;
    return greatest == expected ? 1 : (together - expected) / (greatest - expected);
  }

  private static double pairs(long[] counts) {
    return LongStream.of(counts).map(count -> count * (count - 1) / 2).sum();
  }
}
