package io.reprise.stages.cluster;

import io.reprise.stages.embedding.DistanceBlock;
import java.util.Arrays;

/** The nearest centroid of each row of a block; for one thread. */
final class NearestCentroids {

  private final double[] squared = new double[DistanceBlock.ROWS];
  private final double[] nearest = new double[DistanceBlock.ROWS];

  /**
   * Finds them, of those equally far the lower one.
   *
   * @param clusters of all rows of the table; gets those of the block
   * @return the squared distances of the block's rows to them, until the next call
   */
  double[] find(DistanceBlock block, double[][] centroids, int[] clusters) {
    int first = block.first();
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int cluster = 0; cluster < centroids.length; cluster++) {
      block.measure(centroids[cluster], squared);
      for (int i = 0; i < block.size(); i++) {
        if (squared[i] < nearest[i]) {
          nearest[i] = squared[i];
          clusters[first + i] = cluster;
        }
      }
    }
    return nearest;
  }
}
