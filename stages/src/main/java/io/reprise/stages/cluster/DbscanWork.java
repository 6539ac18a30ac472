package io.reprise.stages.cluster;

import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.SeededSmile;
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
import smile.clustering.DBSCAN;

/** DBSCAN over a whole table, which cannot be cut: clusters grow from row to row. */
final class DbscanWork {

  private DbscanWork() {}

  static void run(StageContext context, Attempt attempt) throws IOException, InterruptedException {
    EmbeddingTable table = DbscanInput.read(context);
    Progress progress = new Progress(context.progress(), "embeddings");
    Assignment assignment =
        cluster(
            table.vectors(),
            context.settings(),
            searches -> progress.report(searches, table.size(), ""));
    Tables.write(attempt, "clusters", ClusterAssignment.class, assignment.records(table.rows()));
    Tables.write(attempt, "metrics", Metric.class, metrics(table, assignment, context.settings()));
    NeighbourGraph.write(context, attempt, table);
    warn(attempt, table, assignment);
  }

  /** Clusters are numbered by their first core row. */
  static Assignment cluster(double[][] vectors, Settings settings, Neighbourhood.Listener listener)
      throws InterruptedException {
    DBSCAN<double[]> dbscan =
        SeededSmile.call(
            0, // draws nothing
            () ->
                DBSCAN.fit(
                    vectors,
                    new Neighbourhood(vectors, listener),
                    settings.integer("minPoints"),
                    settings.real("radius")));
    int[] clusters =
        Arrays.stream(dbscan.y)
            .map(cluster -> cluster == DBSCAN.OUTLIER ? Assignment.NOISE : cluster)
            .toArray();
    return new Assignment(clusters, null, dbscan.k);
  }

  private static List<Metric> metrics(
      EmbeddingTable table, Assignment assignment, Settings settings) {
    ClusterMetrics metrics = new ClusterMetrics(DbscanStage.NAME, table);
    metrics.add("clusters", assignment.count());
    metrics.add("noise", (double) assignment.noise());
    metrics.addSilhouette(table, table.vectors(), assignment, settings.longInteger("seed"));
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
