package io.reprise.stages.agreement;

import io.reprise.stages.embedding.NearestNeighbours;
import io.reprise.stages.embedding.ParallelRows;
import java.util.HashSet;
import java.util.Set;

/** How many of each row's nearest neighbours are the same in two sets of vectors. */
public final class NeighbourOverlap {

  private NeighbourOverlap() {}

  /**
   * The mean share of the k nearest, by Euclidean distance, of equals those of lower rows. Takes
   * all pairs of rows.
   *
   * @param before finite, of one length
   * @param after as many rows, finite, of one length
   * @param k at least 1, less than there are rows
   */
  public static double of(double[][] before, double[][] after, int k) {
    try (ParallelRows threads = new ParallelRows(Runtime.getRuntime().availableProcessors())) {
      NearestNeighbours first = NearestNeighbours.of(before, k, threads);
      NearestNeighbours second = NearestNeighbours.of(after, k, threads);
      long kept = 0;
      for (int row = 0; row < before.length; row++) {
        Set<Integer> both = new HashSet<>();
        for (int rank = 0; rank < k; rank++) {
          both.add(first.row(row, rank));
        }
        for (int rank = 0; rank < k; rank++) {
          kept += both.contains(second.row(row, rank)) ? 1 : 0;
        }
      }
      return kept / ((double) before.length * k);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while neighbours were looked for", e);
    }
  }
}
