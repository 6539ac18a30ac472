package io.reprise.stages.project;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.text.Numbers;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.embedding.UnitSpread;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** t-SNE of a table or a sample of it, as one worker does it, with threads of its own. */
final class TsneWork {

  private TsneWork() {}

  static void run(StageContext context, Attempt attempt) throws IOException, InterruptedException {
    EmbeddingTable table = EmbeddingTable.read(context.input("embeddings"));
    Settings settings = context.settings();
    long seed = settings.longInteger("seed");
    int[] chosen = SeededSample.rows(table.rows(), settings.integer("sample"), seed);
    EmbeddingTable sample = table.select(chosen);
    check(sample, settings.real("perplexity"));
    String rows = String.format(Locale.ROOT, "%,d of %,d rows", sample.size(), table.size());
    int threads = Runtime.getRuntime().availableProcessors();
    try (ParallelRows parallel = new ParallelRows(threads)) {
      Tsne tsne = new Tsne(sample, settings, parallel);
      double[][] places = tsne.places(new Progress(context.progress(), "iterations"));
      if (!Arrays.stream(places).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
        throw diverged();
      }
      Plane plane = new Plane(sample, places);
      plane.write(attempt, TsneStage.NAME, "t-SNE, " + rows, List.of());
      plane.writeMetrics(attempt, TsneStage.NAME, table.size(), tsne.metrics(places));
    }
    warn(context, attempt, table, rows, sample.size());
  }

  static ReportedException diverged() {
    return new ReportedException("t-SNE has diverged; lower its learningRate");
  }

  private static void check(EmbeddingTable sample, double perplexity) {
    int rows = sample.size();
    if (rows - 1 < Affinities.NEIGHBOURS * perplexity) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "perplexity %s needs at least %.0f rows, and there are %d; lower it or take a larger"
                  + " sample",
              Numbers.text(perplexity),
              Math.ceil(Affinities.NEIGHBOURS * perplexity + 1),
              rows));
    }
    if (2L * rows * Affinities.neighbours(perplexity) > Integer.MAX_VALUE) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "perplexity %s of %,d rows takes more neighbours than fit in memory; lower it or take"
                  + " a smaller sample",
              Numbers.text(perplexity),
              rows));
    }
    if (!sample.hasDistinct(2)) {
      throw new ReportedException(
          "all " + rows + " embeddings are the same vector; look at the network they come from");
    }
  }

  private static void warn(
      StageContext context, Attempt attempt, EmbeddingTable table, String rows, int sampled)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    UnitSpread.of(table.vectors()).warning().ifPresent(warnings::add);
    if (sampled < table.size()) {
      warnings.add("t-SNE shows a sample, " + rows + ": raise 'sample' to show more");
    }
    int steps = context.settings().integer("iterations");
    if (steps <= TsneStage.EXAGGERATED_STEPS) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "t-SNE ends inside its early exaggeration, the first %d iterations: clusters are"
                  + " tighter than they should be; raise 'iterations' from %d",
              TsneStage.EXAGGERATED_STEPS,
              steps));
    }
    attempt.warn(TsneStage.NAME, warnings);
  }
}
