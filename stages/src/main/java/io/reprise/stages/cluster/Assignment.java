package io.reprise.stages.cluster;

import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.stages.embedding.EmbeddingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster each row belongs to.
 *
 * @param clusters one a row, from 0; {@link #NOISE} for rows of none
 * @param distances to the row's centroid, null where clusters have none
 * @param count of clusters, empty ones included
 */
@SuppressWarnings("ArrayRecordComponent") // one number a row; never compared
record Assignment(int[] clusters, double @Nullable [] distances, int count) {

  static final int NOISE = -1;

  /**
   * Each row to its nearest centroid, the lower cluster of equals. Done over from Smile's centroids
   * because the assignment that k-means ends with is to the centroids before its last step.
   */
  static Assignment toNearest(double[][] vectors, double[][] centroids) {
    int[] clusters = new int[vectors.length];
    double[] distances = new double[vectors.length];
    for (int row = 0; row < vectors.length; row++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int cluster = 0; cluster < centroids.length; cluster++) {
        double squared = Distances.squared(vectors[row], centroids[cluster]);
        if (squared < nearest) {
          nearest = squared;
          clusters[row] = cluster;
        }
      }
      distances[row] = Math.sqrt(nearest);
    }
    return new Assignment(clusters, distances, centroids.length);
  }

  /** The sum of squared distances to the centroids, in row order. */
  double inertia() {
    double sum = 0;
    if (distances != null) {
      for (double distance : distances) {
        sum += distance * distance;
      }
    }
    return sum;
  }

  /** Rows of each cluster. */
  long[] sizes() {
    long[] sizes = new long[count];
    for (int cluster : clusters) {
      if (cluster != NOISE) {
        sizes[cluster]++;
      }
    }
    return sizes;
  }

  long noise() {
    return IntStream.of(clusters).filter(cluster -> cluster == NOISE).count();
  }

  List<ClusterAssignment> records(List<EmbeddingTable.Row> rows) {
    List<ClusterAssignment> records = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      EmbeddingTable.Row row = rows.get(i);
      Double distance = distances == null ? null : (Double) distances[i];
      records.add(new ClusterAssignment(row.id(), row.split(), row.label(), clusters[i], distance));
    }
    return records;
  }
}
