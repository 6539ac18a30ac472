package io.reprise.stages.cluster;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How much nearer rows are to their own cluster than to the next one, from -1 to 1 (Rousseeuw,
 * 1987): the mean of (b - a) / max(a, b), where a is a row's mean Euclidean distance to the rest of
 * its cluster and b the least mean distance to another one. A row alone in its cluster counts 0.
 */
final class Silhouette {

  private Silhouette() {}

  /**
   * Over all pairs of the rows given, noise left out.
   *
   * @return empty where fewer than two clusters have rows, or every row has one of its own
   */
  static OptionalDouble of(double[][] vectors, int[] clusters, int count) {
    int[] rows =
        IntStream.range(0, clusters.length)
            .filter(row -> clusters[row] != Assignment.NOISE)
            .toArray();
    long[] sizes = new long[count];
    for (int row : rows) {
      sizes[clusters[row]]++;
    }
    long occupied = Arrays.stream(sizes).filter(size -> size > 0).count();
    if (occupied < 2 || occupied == rows.length) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int row : rows) {
      sum += of(row, rows, vectors, clusters, sizes);
    }
    return OptionalDouble.of(sum / rows.length);
  }

  private static double of(int row, int[] rows, double[][] vectors, int[] clusters, long[] sizes) {
    int own = clusters[row];
    if (sizes[own] == 1) {
      return 0;
    }
    double[] sums = new double[sizes.length];
    for (int other : rows) {
      sums[clusters[other]] += Distances.euclidean(vectors[row], vectors[other]);
    }
    double within = sums[own] / (sizes[own] - 1);
    double nearest = Double.POSITIVE_INFINITY;
    for (int cluster = 0; cluster < sums.length; cluster++) {
      if (cluster != own && sizes[cluster] > 0) {
        nearest = Math.min(nearest, sums[cluster] / sizes[cluster]);
      }
    }
    double larger = Math.max(within, nearest);
    return larger == 0 ? 0 : (nearest - within) / larger;
  }
}
