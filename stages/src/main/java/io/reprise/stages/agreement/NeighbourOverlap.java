package io.reprise.stages.agreement;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** How many of each row's nearest neighbours are the same in two sets of vectors. */
public final class NeighbourOverlap {

  private NeighbourOverlap() {}

  /**
   * The mean share of the k nearest, by Euclidean distance, of equals those of lower rows. Takes
   * all pairs of rows.
   *
   * @param k at least 1, less than there are rows
   */
  public static double of(double[][] before, double[][] after, int k) {
    return IntStream.range(0, before.length)
            .parallel()
            .map(
                row -> {
                  Set<Integer> kept = new HashSet<>(nearest(before, row, k));
                  kept.retainAll(nearest(after, row, k));
                  return kept.size();
                })
            .sum()
        / ((double) before.length * k);
  }

  private static List<Integer> nearest(double[][] vectors, int row, int k) {
    double[] distances = new double[vectors.length];
    for (int other = 0; other < vectors.length; other++) {
      distances[other] = squared(vectors[row], vectors[other]);
    }
    return IntStream.range(0, vectors.length)
        .filter(other -> other != row)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer other) -> distances[other]))
        .limit(k)
        .toList();
  }

  private static double squared(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (left[i] - right[i]) * (left[i] - right[i]);
    }
    return sum;
  }
}
