package io.reprise.stages.cluster;

import io.reprise.stages.embedding.DistanceBlock;

/**
 * One restart of k-means on its way down (Lloyd, 1982): rows go to their nearest centroids, and
 * centroids to the means of their rows.
 */
final class Descent {

  private final int run;
  private final double[][] centroids;
  private final int[] clusters;

  /** Sums of squared distances, added up block by block so that threads may share the blocks. */
  private final double[] inertias;

  private double inertia = Double.POSITIVE_INFINITY;
  private int steps;
  private boolean ended;

  /**
   * @param start one centroid a cluster; not written to
   */
  Descent(int run, double[][] start, int rows, int blocks) {
    this.run = run;
    this.centroids = start.clone();
    this.clusters = new int[rows];
    this.inertias = new double[blocks];
  }

  /** Gives the block's rows to their nearest centroids. */
  void assign(int index, DistanceBlock block, NearestCentroids nearest) {
    double[] squared = nearest.find(block, centroids, clusters);
    double sum = 0;
    for (int i = 0; i < block.size(); i++) {
      sum += squared[i];
    }
    inertias[index] = sum;
  }

  /**
   * Takes a step, once all blocks are assigned, or ends: then the centroids are those that the rows
   * were assigned to.
   */
  void step(double[][] vectors, int maxIterations, double tolerance) {
    double sum = 0;
    for (double each : inertias) {
      sum += each;
    }
    ended = inertia - sum <= tolerance || steps == maxIterations;
    inertia = sum;
    if (!ended) {
      steps++;
      toMeans(vectors);
    }
  }

  /** Sums run in row order. A cluster without rows keeps its centroid. */
  private void toMeans(double[][] vectors) {
    int[] sizes = new int[centroids.length];
    double[][] sums = new double[centroids.length][vectors[0].length];
    for (int row = 0; row < vectors.length; row++) {
      sizes[clusters[row]]++;
      add(vectors[row], sums[clusters[row]]);
    }
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      if (sizes[cluster] > 0) {
        for (int unit = 0; unit < sums[cluster].length; unit++) {
          sums[cluster][unit] /= sizes[cluster];
        }
        centroids[cluster] = sums[cluster];
      }
    }
  }

  private static void add(double[] vector, double[] sum) {
    for (int unit = 0; unit < sum.length; unit++) {
      sum[unit] += vector[unit];
    }
  }

  boolean ended() {
    return ended;
  }

  Restart result() {
    return new Restart(run, inertia, centroids);
  }
}
