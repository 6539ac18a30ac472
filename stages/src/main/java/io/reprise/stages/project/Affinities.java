package io.reprise.stages.project;

import io.reprise.stages.embedding.NearestNeighbours;
import io.reprise.stages.embedding.ParallelRows;

/**
 * How alike rows are, as t-SNE takes it: a probability of each pair of rows one of which is among
 * the nearest neighbours of the other (van der Maaten, "Accelerating t-SNE using tree-based
 * algorithms", JMLR 15, 2014, section 4.1).
 */
final class Affinities {

  /** Rows farther away than so many times the perplexity have no share to speak of (same place). */
  static final int NEIGHBOURS = 3;

  private static final int ROWS_AT_ONCE = 64;

  /** Of the entropy, as in scikit-learn and the author's own program. */
  private static final double TOLERANCE = 1e-5;

  /** Bisection has then reached neighbouring numbers, or no width gives the perplexity. */
  private static final int MAX_STEPS = 200;

  private final NearestNeighbours nearest;
  private final double entropy;
  private final double[] conditional;

  private Affinities(NearestNeighbours nearest, double perplexity, int rows) {
    this.nearest = nearest;
    this.entropy = StrictMath.log(perplexity);
    this.conditional = new double[rows * nearest.count()];
  }

  /** The neighbours of each row that a perplexity asks for. */
  static int neighbours(double perplexity) {
    return (int) Math.ceil(NEIGHBOURS * perplexity);
  }

  /**
   * Symmetric, and 1 in sum.
   *
   * @param vectors more than {@link #neighbours} rows
   */
  static SparseRows of(double[][] vectors, double perplexity, ParallelRows threads)
      throws InterruptedException {
    return conditional(vectors, perplexity, threads).plusTransposed(0.5 / vectors.length);
  }

  /** Each row is 1 in sum, with the entropy that the perplexity means where a row can have it. */
  static SparseRows conditional(double[][] vectors, double perplexity, ParallelRows threads)
      throws InterruptedException {
    NearestNeighbours nearest = NearestNeighbours.of(vectors, neighbours(perplexity), threads);
    Affinities affinities = new Affinities(nearest, perplexity, vectors.length);
    threads.forEach(vectors.length, ROWS_AT_ONCE, affinities::conditional);
    return affinities.matrix(vectors.length);
  }

  private SparseRows matrix(int rows) {
    int[] starts = new int[rows + 1];
    int[] columns = new int[conditional.length];
    for (int row = 0; row < rows; row++) {
      starts[row + 1] = starts[row] + nearest.count();
      for (int rank = 0; rank < nearest.count(); rank++) {
        columns[starts[row] + rank] = nearest.row(row, rank);
      }
    }
    return new SparseRows(starts, columns, conditional);
  }

  private void conditional(int from, int to) {
    for (int row = from; row < to; row++) {
      conditional(row);
    }
  }

  /** Looks for the precision of the Gaussian around a row that gives the perplexity. */
  private void conditional(int row) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double mean = meanExcess(row);
    double precision = mean > 0 ? 1 / mean : 1;
    for (int step = 0; step < MAX_STEPS; step++) {
      double difference = entropy(row, precision) - entropy;
      if (Math.abs(difference) <= TOLERANCE) {
        return;
      }
      if (difference > 0) {
        low = precision;
        precision = high == Double.POSITIVE_INFINITY ? 2 * precision : (precision + high) / 2;
      } else {
        high = precision;
        precision = (precision + low) / 2;
      }
    }
  }

  /** How much farther away than the nearest neighbour all of them are in the mean, squared. */
  private double meanExcess(int row) {
    double sum = 0;
    for (int rank = 0; rank < nearest.count(); rank++) {
      sum += excess(row, rank);
    }
    return sum / nearest.count();
  }

  /** Without the part that all have in common, no sum of exponentials is zero. */
  private double excess(int row, int rank) {
    return nearest.squared(row, rank) - nearest.squared(row, 0);
  }

  /** Sets the row's probabilities, and returns their entropy in nats. */
  private double entropy(int row, double precision) {
    int start = row * nearest.count();
    double sum = 0;
    double weighted = 0;
    for (int rank = 0; rank < nearest.count(); rank++) {
      double excess = excess(row, rank);
      double value = StrictMath.exp(-precision * excess);
      conditional[start + rank] = value;
      sum += value;
      weighted += excess * value;
    }
    for (int rank = 0; rank < nearest.count(); rank++) {
      conditional[start + rank] /= sum;
    }
    return StrictMath.log(sum) + precision * weighted / sum;
  }
}
