package io.reprise.stages.cluster;

import io.reprise.stages.embedding.AllPairs;
import io.reprise.stages.embedding.DistanceBlock;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What all pairs of rows say: who is a neighbour of whom, and how far the k-th one is. */
final class Neighbourhoods implements AllPairs.Visitor {

  private final double radius;
  private final DensityGraph graph;
  private final LeastDistances nearest;

  /** Of each row, the squared distance above which a pair says nothing about it. */
  private final double[] limits;

  /**
   * @param minPoints neighbours that make a core row, itself included
   * @param neighbour whose distance is asked for, the row itself being the first; at least 2, at
   *     most {@code rows}
   */
  Neighbourhoods(int rows, double radius, int minPoints, int neighbour) {
    this.radius = radius * radius;
    this.graph = new DensityGraph(rows, minPoints);
    this.nearest = new LeastDistances(rows, neighbour - 1, rows - 1);
    this.limits = new double[rows];
    Arrays.fill(limits, Double.POSITIVE_INFINITY);
  }

  @Override
  public void visit(int row, DistanceBlock block, int from, double[] squared) {
    int first = block.first();
    for (int i = from; i < block.size(); i++) {
      double distance = squared[i];
      if (distance <= limits[row] || distance <= limits[first + i]) {
        note(row, first + i, distance);
      }
    }
  }

  private void note(int row, int other, double distance) {
    if (distance <= radius) {
      graph.add(row, other);
    }
    offer(row, distance);
    offer(other, distance);
  }

  private void offer(int row, double distance) {
    if (nearest.offer(row, distance)) {
      limits[row] = Math.max(radius, nearest.limit(row));
    }
  }

  DensityGraph graph() {
    return graph;
  }

  /** From each row to its k-th neighbour. */
  double[] distances() {
    return IntStream.range(0, limits.length)
        .mapToDouble(row -> Math.sqrt(nearest.greatest(row)))
        .toArray();
  }
}
