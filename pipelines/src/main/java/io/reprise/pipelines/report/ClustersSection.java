package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Lines;
import io.reprise.pipelines.plot.Matrix;
import io.reprise.pipelines.report.StageMetrics.Shown;
import io.reprise.schemas.record.NeighbourDistance;
import io.reprise.schemas.text.Numbers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clusters against labels, what they are worth, and the graph to choose a radius from. */
final class ClustersSection implements SectionSource {

  private static final int MOST_STAGES = 6;
  private static final int MOST_POINTS = 400;

  /** Clusters and labels that a matrix shows. */
  private static final int MOST_CELLS_A_SIDE = 60;

  @Override
  public String id() {
    return "clusters";
  }

  @Override
  public String title() {
    return "Clusters";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<StageOutput> outputs = run.outputs("clusters");
    Bound.note(section, outputs.size(), MOST_STAGES, "clusterings");
    for (StageOutput output : outputs.stream().limit(MOST_STAGES).toList()) {
      section.add(
          StageMetrics.of(run, output.stage())
              .tiles(
                  output.stage().name(),
                  List.of(
                      new Shown("silhouette", "silhouette"),
                      new Shown("adjustedRandIndex", "adjusted Rand index"),
                      new Shown("normalizedMutualInformation", "mutual information"),
                      new Shown("purity", "purity"),
                      new Shown("clusters", "clusters"),
                      new Shown("noise", "noise"))));
      ClusterCounts counts = ClusterCounts.read(run, output);
      Bound.note(
          section,
          counts.clusters().size(),
          MOST_CELLS_A_SIDE,
          "clusters of " + output.stage().name() + ", the largest");
      Bound.note(
          section,
          counts.labels().size(),
          MOST_CELLS_A_SIDE,
          "labels of " + output.stage().name() + ", the most frequent");
      if (!counts.labels().isEmpty()) {
        section.add(matrix(run, output, counts));
      }
    }
    neighbours(run, section);
  }

  private static Block matrix(RunView run, StageOutput output, ClusterCounts counts)
      throws IOException {
    ExampleTables tables = new ExampleTables(run);
    ClassNames names = ClassNames.of(tables.factsOf(output));
    List<Integer> labels = counts.largestLabels(MOST_CELLS_A_SIDE);
    List<Integer> clusters = counts.largestClusters(MOST_CELLS_A_SIDE);
    List<List<Double>> cells = new ArrayList<>();
    List<List<Double>> shares = new ArrayList<>();
    for (int label : labels) {
      List<Double> row = new ArrayList<>();
      List<Double> share = new ArrayList<>();
      for (int cluster : clusters) {
        double count = counts.of(label, cluster);
        row.add(count);
        share.add(count / counts.ofLabel(label));
      }
      cells.add(row);
      shares.add(share);
    }
    return new Block.Chart(
        ChartName.of("clusters", output.stage().name()),
        "Labels in the clusters of " + output.stage().name(),
        "From " + output.path() + ".",
        420,
        new Matrix(
            "label",
            labels.stream().map(names::of).toList(),
            "cluster",
            clusters.stream().map(ClusterCounts::name).toList(),
            List.of(
                new Matrix.Layer("rows", 0, cells),
                new Matrix.Layer("share of label", 2, shares))));
  }

  private static void neighbours(RunView run, SectionDraft section) throws IOException {
    for (StageOutput output : run.outputs("neighbours").stream().limit(MOST_STAGES).toList()) {
      List<NeighbourDistance> rows = new ArrayList<>();
      run.forEach(output, NeighbourDistance.class, rows::add);
      if (rows.isEmpty()) {
        continue;
      }
      double[] x = rows.stream().mapToDouble(NeighbourDistance::getRank).toArray();
      double[] y = rows.stream().mapToDouble(NeighbourDistance::getDistance).toArray();
      int[] chosen = EqualSteps.along(x, y, MOST_POINTS).toArray();
      List<Lines.Line> lines = new ArrayList<>();
      List<Double> places = new ArrayList<>();
      List<Double> values = new ArrayList<>();
      for (int point : chosen) {
        places.add(x[point]);
        values.add(y[point]);
      }
      lines.add(new Lines.Line("distance", Lines.Style.SOLID, places, values));
      if (output.stage().parameters().get("radius") instanceof Number radius) {
        double at = radius.doubleValue();
        lines.add(
            new Lines.Line(
                "radius " + Numbers.text((Object) radius),
                Lines.Style.REFERENCE,
                List.of(x[0], x[x.length - 1]),
                List.of(at, at)));
      }
      section.add(
          new Block.Chart(
              ChartName.of("neighbours", output.stage().name()),
              "Sorted distances to the k-th neighbour, " + output.stage().name(),
              "A good radius is where the curve bends; from " + output.path() + ".",
              320,
              new Lines(Axis.of("rank"), Axis.of("distance"), lines)));
    }
  }
}
