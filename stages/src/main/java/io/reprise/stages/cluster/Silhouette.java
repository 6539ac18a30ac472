package io.reprise.stages.cluster;

import io.reprise.stages.embedding.DistanceBlock;
import io.reprise.stages.embedding.ParallelRows;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How much nearer rows are to their own cluster than to the next one, from -1 to 1 (Rousseeuw,
 * 1987): the mean of (b - a) / max(a, b), where a is a row's mean Euclidean distance to the rest of
 * its cluster and b the least mean distance to another one. A row alone in its cluster counts 0.
 */
final class Silhouette {

  private final double[][] vectors;
  private final int[] clusters;
  private final int[] sizes;
  private final double[] values;

  /**
   * @param clusters numbered from 0 without a gap
   */
  private Silhouette(double[][] vectors, int[] clusters, int count) {
    this.vectors = vectors;
    this.clusters = clusters;
    this.sizes = new int[count];
    this.values = new double[vectors.length];
    for (int cluster : clusters) {
      sizes[cluster]++;
    }
  }

  /**
   * Over all pairs of the rows given, noise left out.
   *
   * @return empty where fewer than two clusters have rows, or every row has one of its own
   */
  static OptionalDouble of(double[][] vectors, int[] clusters, ParallelRows threads)
      throws InterruptedException {
    int[] rows =
        IntStream.range(0, clusters.length)
            .filter(row -> clusters[row] != Assignment.NOISE)
            .toArray();
    int[] occupied = IntStream.of(rows).map(row -> clusters[row]).distinct().sorted().toArray();
    if (occupied.length < 2 || occupied.length == rows.length) {
      return OptionalDouble.empty();
    }
    Silhouette silhouette =
        new Silhouette(
            Arrays.stream(rows).mapToObj(row -> vectors[row]).toArray(double[][]::new),
            IntStream.of(rows).map(row -> Arrays.binarySearch(occupied, clusters[row])).toArray(),
            occupied.length);
    return OptionalDouble.of(silhouette.mean(threads));
  }

  private double mean(ParallelRows threads) throws InterruptedException {
    threads.forEach(vectors.length, DistanceBlock.ROWS, (from, to) -> measure(from));
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Adds up, for all rows of a block at once, the distances to the rows of each cluster. */
  private void measure(int first) {
    DistanceBlock block = new DistanceBlock(vectors, first);
    double[] squared = new double[DistanceBlock.ROWS];
    double[][] sums = new double[sizes.length][DistanceBlock.ROWS];
    for (int row = 0; row < vectors.length; row++) {
      block.measure(vectors[row], squared);
      addRoots(squared, sums[clusters[row]]);
    }
    for (int i = 0; i < block.size(); i++) {
      values[first + i] = value(clusters[first + i], sums, i);
    }
  }

  private static void addRoots(double[] squared, double[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += Math.sqrt(squared[i]);
    }
  }

  private double value(int own, double[][] sums, int place) {
    if (sizes[own] == 1) {
      return 0;
    }
    double within = sums[own][place] / (sizes[own] - 1);
    double nearest = Double.POSITIVE_INFINITY;
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      if (cluster != own) {
        nearest = Math.min(nearest, sums[cluster][place] / sizes[cluster]);
      }
    }
    double larger = Math.max(within, nearest);
    return larger == 0 ? 0 : (nearest - within) / larger;
  }
}
