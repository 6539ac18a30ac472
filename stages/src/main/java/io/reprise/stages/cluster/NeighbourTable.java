package io.reprise.stages.cluster;

import io.reprise.schemas.record.NeighbourDistance;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The sorted distances of all rows to their k-th neighbours. */
final class NeighbourTable {

  private NeighbourTable() {}

  /**
   * @param distances one a row
   */
  static void write(Attempt attempt, EmbeddingTable table, double[] distances) throws IOException {
    Tables.write(attempt, "neighbours", NeighbourDistance.class, ranked(table, distances));
  }

  private static List<NeighbourDistance> ranked(EmbeddingTable table, double[] distances) {
    List<NeighbourDistance> ranked = new ArrayList<>(distances.length);
    IntStream.range(0, distances.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(row -> distances[row])
                .thenComparingLong(row -> table.rows().get(row).id()))
        .forEachOrdered(
            row ->
                ranked.add(
                    new NeighbourDistance(
                        (long) ranked.size(), table.rows().get(row).id(), distances[row])));
    return ranked;
  }
}
