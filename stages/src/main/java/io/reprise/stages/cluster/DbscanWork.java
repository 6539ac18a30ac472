package io.reprise.stages.cluster;

import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.embedding.AllPairs;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.embedding.UnitSpread;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import smile.clustering.DBSCAN;

/** DBSCAN over a whole table, which cannot be cut: clusters grow from row to row. */
final class DbscanWork {

  private DbscanWork() {}

  static void run(StageContext context, Attempt attempt) throws IOException, InterruptedException {
    EmbeddingTable table = DbscanInput.read(context);
    Progress progress = new Progress(context.progress(), "embeddings");
    try (ParallelRows threads = new ParallelRows(Runtime.getRuntime().availableProcessors())) {
      Result result =
          fit(table, context.settings(), threads, rows -> progress.report(rows, table.size(), ""));
      Assignment assignment = result.assignment();
      Tables.write(attempt, "clusters", ClusterAssignment.class, assignment.records(table.rows()));
      Tables.write(attempt, "metrics", Metric.class, result.metrics());
      NeighbourTable.write(attempt, table, result.distances());
      warn(attempt, table, assignment);
    }
  }

  /**
   * What comes of a table.
   *
   * @param distances of each row to its k-th neighbour
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Result(Assignment assignment, double[] distances, List<Metric> metrics) {}

  /** Hears how many rows, of all, have about been gone through. */
  @FunctionalInterface
  interface Listener {
    void met(long rows) throws IOException;
  }

  /** All but tables. */
  static Result fit(
      EmbeddingTable table, Settings settings, ParallelRows threads, Listener listener)
      throws IOException, InterruptedException {
    Neighbourhoods neighbourhoods =
        new Neighbourhoods(
            table.size(),
            settings.real("radius"),
            settings.integer("minPoints"),
            DbscanInput.neighbour(settings));
    AllPairs pairs = new AllPairs(table.vectors());
    for (int round = 0; round < pairs.rounds(); round++) {
      pairs.meet(round, threads, neighbourhoods);
      listener.met((long) table.size() * (round + 1) / pairs.rounds());
    }
    Assignment assignment = cluster(neighbourhoods.graph(), settings.real("radius"));
    double[] distances = neighbourhoods.distances();
    List<Metric> metrics = new ArrayList<>(metrics(table, assignment, settings, threads));
    suggestedRadius(distances)
        .ifPresent(
            radius ->
                metrics.add(
                    new Metric(DbscanStage.NAME, table.split(), "suggestedRadius", null, radius)));
    return new Result(assignment, distances, metrics);
  }

  /** Where the graph of distances to the k-th neighbour bends, if that can be set as radius. */
  private static OptionalDouble suggestedRadius(double[] distances) {
    double[] ascending = distances.clone();
    Arrays.sort(ascending);
    OptionalInt knee = Knee.of(ascending);
    return knee.isPresent() && ascending[knee.getAsInt()] >= DbscanStage.LEAST_RADIUS
        ? OptionalDouble.of(ascending[knee.getAsInt()])
        : OptionalDouble.empty();
  }

  /** Clusters are numbered by their first core row; a row within reach of two is the first's. */
  private static Assignment cluster(DensityGraph graph, double radius) {
    DBSCAN<Integer> dbscan = DBSCAN.fit(graph.points(), graph, DensityGraph.MIN_POINTS, radius);
    int[] clusters =
        Arrays.stream(dbscan.y)
            .map(cluster -> cluster == DBSCAN.OUTLIER ? Assignment.NOISE : cluster)
            .toArray();
    return new Assignment(clusters, null, dbscan.k);
  }

  private static List<Metric> metrics(
      EmbeddingTable table, Assignment assignment, Settings settings, ParallelRows threads)
      throws InterruptedException {
    ClusterMetrics metrics = new ClusterMetrics(DbscanStage.NAME, table);
    metrics.add("clusters", assignment.count());
    metrics.add("noise", (double) assignment.noise());
    metrics.addSilhouette(
        table, table.vectors(), assignment, settings.longInteger("seed"), threads);
    metrics.addAgreement(table, assignment);
    return metrics.all();
  }

  private static void warn(Attempt attempt, EmbeddingTable table, Assignment assignment)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    UnitSpread.of(table.vectors()).warning().ifPresent(warnings::add);
    if (assignment.count() == 0) {
      warnings.add(
          "all " + table.size() + " embeddings are noise: raise radius or lower minPoints");
    } else if (assignment.count() == 1) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "there is one cluster only, of %d of %d embeddings: lower radius or raise minPoints",
              table.size() - assignment.noise(),
              table.size()));
    } else {
      new ClusterWarnings(table, assignment)
          .swallowing("lower radius or raise minPoints")
          .ifPresent(warnings::add);
    }
    if (assignment.count() > 0 && 2 * assignment.noise() > table.size()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d embeddings are noise: raise radius or lower minPoints",
              assignment.noise(),
              table.size()));
    }
    attempt.warn(DbscanStage.NAME, warnings);
  }
}
