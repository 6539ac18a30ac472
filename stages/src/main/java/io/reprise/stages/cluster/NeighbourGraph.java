package io.reprise.stages.cluster;

import io.reprise.schemas.record.NeighbourDistance;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.SeededSmile;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import smile.sort.DoubleHeapSelect;

/** The sorted distances of all rows to their k-th neighbours. */
final class NeighbourGraph {

  private NeighbourGraph() {}

  static void write(StageContext context, Attempt attempt, EmbeddingTable table)
      throws IOException, InterruptedException {
    int neighbour = DbscanInput.neighbour(context.settings());
    List<NeighbourDistance> sorted =
        SeededSmile.call(0, () -> sorted(table, neighbour)); // draws nothing
    List<NeighbourDistance> ranked = new ArrayList<>(sorted.size());
    for (NeighbourDistance each : sorted) {
      ranked.add(new NeighbourDistance((long) ranked.size(), each.getId(), each.getDistance()));
    }
    Tables.write(attempt, "neighbours", NeighbourDistance.class, ranked);
  }

  private static List<NeighbourDistance> sorted(EmbeddingTable table, int neighbour) {
    return IntStream.range(0, table.size())
        .parallel()
        .mapToObj(row -> unranked(table, row, neighbour))
        .sorted(
            Comparator.comparingDouble(NeighbourDistance::getDistance)
                .thenComparingLong(NeighbourDistance::getId))
        .toList();
  }

  private static NeighbourDistance unranked(EmbeddingTable table, int row, int neighbour) {
    double distance = distance(table.vectors(), row, neighbour);
    return new NeighbourDistance(0L, table.rows().get(row).id(), distance);
  }

  /** From a row to its k-th neighbour; what is farther than k others is not measured to its end. */
  static double distance(double[][] vectors, int row, int neighbour) {
    DoubleHeapSelect nearest = new DoubleHeapSelect(neighbour);
    double limit = Double.POSITIVE_INFINITY;
    for (int other = 0; other < vectors.length; other++) {
      nearest.add(Distances.squaredWithin(vectors[row], vectors[other], limit));
      limit = other + 1 < neighbour ? Double.POSITIVE_INFINITY : nearest.peek();
    }
    return Math.sqrt(limit);
  }
}
