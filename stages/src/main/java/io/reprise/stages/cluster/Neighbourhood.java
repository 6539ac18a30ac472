package io.reprise.stages.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import smile.neighbor.Neighbor;
import smile.neighbor.RNNSearch;

/**
 * All rows within a radius, by looking at every row: with dozens of units no search tree saves
 * anything (Smile's k-d tree is slower).
 *
 * <p>Unlike Smile's own searches it finds the row itself too, so that {@code minPoints} counts it
 * as in the paper (Ester, Kriegel, Sander and Xu, 1996) and in scikit-learn.
 */
final class Neighbourhood implements RNNSearch<double[], double[]> {

  private static final int ROWS_AT_ONCE = 1024;

  private final double[][] vectors;
  private final double[] squared;
  private final Listener listener;
  private long searches;

  /** Hears of every search. */
  @FunctionalInterface
  interface Listener {
    void searched(long searches) throws IOException;
  }

  Neighbourhood(double[][] vectors, Listener listener) {
    this.vectors = vectors;
    this.squared = new double[vectors.length];
    this.listener = listener;
  }

  /** Not for two threads at once; the rows come in their order. */
  @Override
  public void range(double[] query, double radius, List<Neighbor<double[], double[]>> neighbours) {
    double limit = radius * radius;
    int blocks = (vectors.length + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
    IntStream.range(0, blocks)
        .parallel()
        .forEach(block -> measure(query, limit, block * ROWS_AT_ONCE));
    for (int row = 0; row < squared.length; row++) {
      if (squared[row] <= limit) {
        neighbours.add(Neighbor.of(vectors[row], row, Math.sqrt(squared[row])));
      }
    }
    try {
      listener.searched(++searches);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(double[] query, double limit, int from) {
    int to = Math.min(from + ROWS_AT_ONCE, vectors.length);
    for (int row = from; row < to; row++) {
      squared[row] = Distances.squaredWithin(query, vectors[row], limit);
    }
  }
}
