package io.reprise.stages.project;

import io.reprise.stages.embedding.DistanceBlock;
import io.reprise.stages.embedding.ParallelRows;
import java.util.Arrays;

/**
 * How far a row's nearest neighbours in the plane are near it in truth, from 0 to 1:
 *
 * <pre>
 * 1 - 2 / (n k (2n - 3k - 1)) * sum over rows i and their k neighbours j in the plane of max(0, r(i, j) - k)
 * </pre>
 *
 * where j is the r(i, j)-th nearest neighbour of i by its embedding (Venna and Kaski, "Neighborhood
 * preservation in nonlinear projection methods", ICANN 2001). Of rows equally far, the first is the
 * nearer. The sum can be taken over some of the rows; ranks are among all of them.
 */
final class Trustworthiness {

  /** As in scikit-learn; less where the formula has no meaning. */
  static final int NEIGHBOURS = 5;

  private static final int ROWS_AT_ONCE = 16;

  private final double[][] vectors;
  private final double[][] places;
  private final int[] chosen;
  private final int count;

  /** Of each chosen row: its neighbours in the plane, and their ranks, from 0. */
  private final int[][] neighbours;

  private final int[][] ranks;

  private Trustworthiness(double[][] vectors, double[][] places, int[] chosen) {
    this.vectors = vectors;
    this.places = places;
    this.chosen = chosen;
    this.count = Math.min(NEIGHBOURS, (vectors.length - 1) / 2);
    this.neighbours = new int[chosen.length][];
    this.ranks = new int[chosen.length][count];
  }

  /**
   * @param places x and y, one pair a row
   * @param chosen the rows to take the mean of, of at least 3
   */
  static double of(double[][] vectors, double[][] places, int[] chosen, ParallelRows threads)
      throws InterruptedException {
    Trustworthiness all = new Trustworthiness(vectors, places, chosen);
    threads.forEach(chosen.length, ROWS_AT_ONCE, all::findNeighbours);
    for (int first = 0; first < vectors.length; first += DistanceBlock.ROWS) {
      DistanceBlock block = new DistanceBlock(vectors, first);
      threads.forEach(chosen.length, ROWS_AT_ONCE, (from, to) -> all.rank(from, to, block));
    }
    return all.mean();
  }

  private void findNeighbours(int from, int to) {
    for (int i = from; i < to; i++) {
      neighbours[i] = neighboursInPlane(chosen[i]);
    }
  }

  private int[] neighboursInPlane(int row) {
    int[] nearest = new int[count];
    double[] distances = new double[count];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int other = 0; other < places.length; other++) {
      double distance = DistanceBlock.squared(places[row], places[other]);
      if (other != row && distance < distances[count - 1]) {
        int place = count - 1;
        for (; place > 0 && distance < distances[place - 1]; place--) {
          nearest[place] = nearest[place - 1];
          distances[place] = distances[place - 1];
        }
        nearest[place] = other;
        distances[place] = distance;
      }
    }
    return nearest;
  }

  /** Adds to each rank how many rows of the block are nearer. */
  private void rank(int from, int to, DistanceBlock block) {
    double[] distances = new double[DistanceBlock.ROWS];
    for (int i = from; i < to; i++) {
      block.measure(vectors[chosen[i]], distances);
      for (int k = 0; k < count; k++) {
        ranks[i][k] += nearer(chosen[i], neighbours[i][k], block, distances);
      }
    }
  }

  private int nearer(int row, int neighbour, DistanceBlock block, double[] distances) {
    double limit = DistanceBlock.squared(vectors[row], vectors[neighbour]);
    int nearer = 0;
    for (int i = 0; i < block.size(); i++) {
      int other = block.first() + i;
      boolean before = distances[i] < limit || (distances[i] == limit && other < neighbour);
      nearer += before && other != row ? 1 : 0;
    }
    return nearer;
  }

  private double mean() {
    long excess = 0;
    for (int[] each : ranks) {
      for (int rank : each) {
        excess += Math.max(0, rank + 1 - count);
      }
    }
    double most = count * (2.0 * vectors.length - 3.0 * count - 1) / 2;
    return 1 - excess / (chosen.length * most);
  }
}
