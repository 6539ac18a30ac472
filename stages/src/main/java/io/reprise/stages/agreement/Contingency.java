package io.reprise.stages.agreement;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How many rows of each label are in each cluster, and what can be said from that alone. */
public final class Contingency {

  /** The cluster of rows that are in none. */
  public static final int NOISE = -1;

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

  /**
   * Of rows with a label and a cluster each.
   *
   * @param clusters from 0; {@value #NOISE} where it is none
   * @param count of clusters, empty ones included
   */
  public static Contingency of(int[] rowLabels, int[] clusters, int count) {
    int[] labels = IntStream.of(rowLabels).distinct().sorted().toArray();
    boolean noise = IntStream.of(clusters).anyMatch(cluster -> cluster == NOISE);
    long[][] counts = new long[labels.length][count + (noise ? 1 : 0)];
    for (int row = 0; row < rowLabels.length; row++) {
      int column = clusters[row] == NOISE ? count : clusters[row];
      counts[Arrays.binarySearch(labels, rowLabels[row])][column]++;
    }
    return new Contingency(labels, counts);
  }

  /**
   * Of two labellings, by how many rows have each pair of labels.
   *
   * @param counts as many columns in each row; at least one
   */
  public static Contingency of(long[][] counts) {
    return new Contingency(IntStream.range(0, counts.length).toArray(), counts);
  }

  /** Labels that occur, ascending. */
  public int[] labels() {
    return labels.clone();
  }

  /** Rows of the label, given by its place among {@link #labels()}, in the cluster. */
  public long count(int label, int cluster) {
    return counts[label][cluster];
  }

  /** The place of the label with most rows in the cluster, the lower one of equals. */
  public int majority(int cluster) {
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
  public double normalizedMutualInformation() {
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
  public double adjustedRandIndex() {
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
