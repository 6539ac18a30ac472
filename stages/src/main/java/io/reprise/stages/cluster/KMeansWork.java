package io.reprise.stages.cluster;

import io.reprise.schemas.record.Centroid;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.embedding.DistanceBlock;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** K-means over a whole table: every embedding goes to the best restart's nearest centroid. */
final class KMeansWork {

  private KMeansWork() {}

  static void run(StageContext context, Attempt attempt) throws IOException, InterruptedException {
    KMeansInput input = KMeansInput.read(context);
    try (ParallelRows threads = new ParallelRows(Runtime.getRuntime().availableProcessors())) {
      Result result = fit(input, context.settings(), threads);
      Assignment assignment = result.assignment();
      Tables.write(
          attempt, "clusters", ClusterAssignment.class, assignment.records(input.table().rows()));
      Tables.write(attempt, "centroids", Centroid.class, centroids(result.best(), assignment));
      Tables.write(attempt, "metrics", Metric.class, result.metrics());
      warn(attempt, input, result);
    }
  }

  /**
   * The best restart, and what comes of it.
   *
   * @param known null where no labelled embeddings were given
   */
  record Result(
      Restart best, Assignment assignment, @Nullable LabelledRows known, List<Metric> metrics) {}

  /** All but tables. */
  static Result fit(KMeansInput input, Settings settings, ParallelRows threads)
      throws InterruptedException {
    double[][] vectors = input.vectors();
    DistanceBlock[] blocks = DistanceBlock.all(vectors);
    Restart best = new Restarts(vectors, blocks, settings, threads).best();
    Assignment assignment = Assignment.toNearest(blocks, best.centroids(), vectors.length, threads);
    LabelledRows known = labelled(input, best, threads);
    return new Result(
        best, assignment, known, metrics(input, assignment, known, settings, threads));
  }

  /** The labelled embeddings, each in the cluster of its nearest centroid. */
  private static @Nullable LabelledRows labelled(
      KMeansInput input, Restart best, ParallelRows threads) throws InterruptedException {
    EmbeddingTable rows = input.labelled();
    if (rows == null) {
      return null;
    }
    DistanceBlock[] blocks = DistanceBlock.all(rows.vectors());
    return new LabelledRows(
        rows.labels(), Assignment.toNearest(blocks, best.centroids(), rows.size(), threads));
  }

  private static List<Centroid> centroids(Restart best, Assignment assignment) {
    List<Centroid> centroids = new ArrayList<>();
    long[] sizes = assignment.sizes();
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      List<Float> vector =
          Arrays.stream(best.centroids()[cluster]).mapToObj(value -> (float) value).toList();
      centroids.add(new Centroid(cluster, sizes[cluster], vector));
    }
    return centroids;
  }

  private static List<Metric> metrics(
      KMeansInput input,
      Assignment assignment,
      @Nullable LabelledRows known,
      Settings settings,
      ParallelRows threads)
      throws InterruptedException {
    ClusterMetrics metrics = new ClusterMetrics(KMeansStage.NAME, input.table());
    metrics.add("inertia", assignment.inertia());
    metrics.addSilhouette(
        input.table(), input.vectors(), assignment, settings.longInteger("seed"), threads);
    metrics.addAgreement(input.table(), assignment, known);
    return metrics.all();
  }

  private static void warn(Attempt attempt, KMeansInput input, Result result) throws IOException {
    Assignment assignment = result.assignment();
    List<String> warnings = new ArrayList<>();
    input.spread().warning().ifPresent(warnings::add);
    long empty = Arrays.stream(assignment.sizes()).filter(size -> size == 0).count();
    if (empty > 0) {
      warnings.add(
          String.format(Locale.ROOT, "%d of %d clusters are empty", empty, assignment.count()));
    }
    ClusterWarnings both = new ClusterWarnings(input.table(), assignment);
    both.swallowing("look for outliers, or try standardize")
        .or(both::unrelated)
        .or(both::sizesThatCannotFit)
        .ifPresent(warnings::add);
    if (result.known() != null) {
      both.withoutLabelledRows(result.known()).ifPresent(warnings::add);
    }
    attempt.warn(KMeansStage.NAME, warnings);
  }
}
