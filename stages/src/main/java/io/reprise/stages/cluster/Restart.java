package io.reprise.stages.cluster;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one restart of k-means came to.
 *
 * @param run from 0
 * @param inertia sum of squared distances to the nearest centroids
 * @param centroids one row a cluster
 */
@SuppressWarnings("ArrayRecordComponent") // compared by equals below
record Restart(int run, double inertia, double[][] centroids) {

  /** The one of less inertia, the lower run of equals: in whatever order they arrive. */
  static Restart better(Restart one, Restart other) {
    int order = Double.compare(one.inertia, other.inertia);
    if (order == 0) {
      order = Integer.compare(one.run, other.run);
    }
    return order <= 0 ? one : other;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Restart restart
        && run == restart.run
        && Double.compare(inertia, restart.inertia) == 0
        && Arrays.deepEquals(centroids, restart.centroids);
  }

  @Override
  public int hashCode() {
    return run;
  }
}
