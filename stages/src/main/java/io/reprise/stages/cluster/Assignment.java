package io.reprise.stages.cluster;

import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.stages.agreement.Contingency;
import io.reprise.stages.embedding.DistanceBlock;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
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

  static final int NOISE = Contingency.NOISE;

  /** Each row to its nearest centroid, the lower cluster of equals. */
  static Assignment toNearest(
      DistanceBlock[] blocks, double[][] centroids, int rows, ParallelRows threads)
      throws InterruptedException {
    int[] clusters = new int[rows];
    double[] distances = new double[rows];
    threads.forEach(
        blocks.length,
        1,
        (from, to) -> {
          NearestCentroids nearest = new NearestCentroids();
          for (int block = from; block < to; block++) {
            double[] squared = nearest.find(blocks[block], centroids, clusters);
            for (int i = 0; i < blocks[block].size(); i++) {
              distances[blocks[block].first() + i] = Math.sqrt(squared[i]);
            }
          }
        });
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
