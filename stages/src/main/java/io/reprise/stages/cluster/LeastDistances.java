package io.reprise.stages.cluster;

import java.util.Arrays;
import smile.sort.QuickSelect;

/**
 * The k least distances that each row is told of, squared. What comes is kept until there is no
 * place, and only then the farther ones are dropped: cheaper than a heap of k, where every one that
 * stays moves others.
 */
final class LeastDistances {

  /** Places beyond k: as many as k within these limits. */
  private static final int LEAST_SPARE = 32;

  private static final int MOST_SPARE = 512;

  private final int count;
  private final double[][] kept;
  private final int[] sizes;
  private final double[] limits;

  /**
   * @param count k, at least 1 and at most as many as each row is going to be told of
   * @param told how many distances each row is going to be told of
   */
  LeastDistances(int rows, int count, int told) {
    this.count = count;
    this.kept = new double[rows][Math.min(told, capacity(count))];
    this.sizes = new int[rows];
    this.limits = new double[rows];
    Arrays.fill(limits, Double.POSITIVE_INFINITY);
  }

  /** How many distances a row has place for. */
  static int capacity(int count) {
    return count + Math.max(LEAST_SPARE, Math.min(count, MOST_SPARE));
  }

  /** Above what distance nothing changes for the row. */
  double limit(int row) {
    return limits[row];
  }

  /** Tells a row of a distance, and says whether its limit has changed. */
  boolean offer(int row, double squared) {
    if (squared >= limits[row]) {
      return false;
    }
    double[] distances = kept[row];
    distances[sizes[row]++] = squared;
    boolean full = sizes[row] == distances.length;
    if (full) {
      limits[row] = QuickSelect.select(distances, count - 1); // the lesser ones are before it
      sizes[row] = count;
    }
    return full;
  }

  /** The k-th least squared distance of all that the row was told of. */
  double greatest(int row) {
    return QuickSelect.select(Arrays.copyOf(kept[row], sizes[row]), count - 1);
  }
}
