package io.reprise.stages.project;

import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Embeddings and where they are in the plane.
 *
 * @param places x and y, one pair a row of the table
 */
@SuppressWarnings("ArrayRecordComponent") // the form that Smile gives; never compared
record Plane(EmbeddingTable table, double[][] places) {

  /** Nearest neighbours take all pairs of rows: no more rows than this. */
  private static final int NEIGHBOUR_ROWS = 2000;

  /** Writes the table and its picture, coloured by label. */
  void write(Attempt attempt, String name, String title, List<String> axes) throws IOException {
    List<Projection> rows = new ArrayList<>(table.size());
    for (int i = 0; i < table.size(); i++) {
      EmbeddingTable.Row row = table.rows().get(i);
      rows.add(new Projection(row.id(), row.split(), row.label(), places[i][0], places[i][1]));
    }
    Tables.write(attempt, "projection", Projection.class, rows);
    List<ScatterPlot.Point> points =
        IntStream.range(0, table.size())
            .mapToObj(
                i -> new ScatterPlot.Point(places[i][0], places[i][1], table.rows().get(i).label()))
            .toList();
    attempt.writeText(
        "pictures",
        name + ".svg",
        new ScatterPlot(title, "label", axes, table::className, points).svg());
  }

  /** Writes the counts and quality of the projection, after what only its kind has. */
  void writeMetrics(Attempt attempt, String name, long allRows, Metric... own) throws IOException {
    List<Metric> metrics = new ArrayList<>();
    Collections.addAll(metrics, own);
    metrics.add(metric(name, "rows", (double) allRows));
    metrics.add(metric(name, "sampledRows", table.size()));
    metrics.add(metric(name, "nearestNeighbourAccuracy", nearestNeighbourAccuracy()));
    Tables.write(attempt, "metrics", Metric.class, metrics);
  }

  private Metric metric(String stage, String name, double value) {
    return new Metric(stage, table.split(), name, null, value);
  }

  /** How many rows have a nearest neighbour, the first of equals, of their own label. */
  double nearestNeighbourAccuracy() {
    int[] sample = SeededSample.rows(table.rows(), NEIGHBOUR_ROWS, 0);
    int same = 0;
    for (int row : sample) {
      int nearest = row;
      double least = Double.POSITIVE_INFINITY;
      for (int other : sample) {
        double dx = places[row][0] - places[other][0];
        double dy = places[row][1] - places[other][1];
        double squared = dx * dx + dy * dy;
        if (other != row && squared < least) {
          least = squared;
          nearest = other;
        }
      }
      boolean alike = table.rows().get(nearest).label() == table.rows().get(row).label();
      same += nearest != row && alike ? 1 : 0;
    }
    return (double) same / sample.length;
  }
}
