package io.reprise.stages.project;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.text.Numbers;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.embedding.SeededSmile;
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
import smile.manifold.TSNE;
import smile.math.MathEx;

/** t-SNE of a sample, as one worker does it: every row pulls at every other. */
final class TsneWork {

  /** Smile exaggerates attractions for the first steps (van der Maaten and Hinton, 2008). */
  private static final int EXAGGERATED_STEPS = 250;

  /**
   * Steps between two progress notes; part of the results, as each bout starts at rest. Neighbours
   * are kept as well as without bouts (1,000 rows, 1,000 steps: 37 of 100 either way).
   */
  private static final int STEPS_A_BOUT = 50;

  private TsneWork() {}

  static void run(StageContext context, Attempt attempt) throws IOException, InterruptedException {
    EmbeddingTable table = EmbeddingTable.read(context.input("embeddings"));
    Settings settings = context.settings();
    long seed = settings.longInteger("seed");
    int[] chosen = SeededSample.rows(table.rows(), settings.integer("sample"), seed);
    EmbeddingTable sample = table.select(chosen);
    check(sample, settings.real("perplexity"));
    Progress progress = new Progress(context.progress(), "iterations");
    double[][] places = places(sample.vectors(), settings, progress);
    if (!Arrays.stream(places).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      throw new ReportedException("t-SNE has diverged; lower its learningRate");
    }
    Plane plane = new Plane(sample, places);
    String rows = String.format(Locale.ROOT, "%,d of %,d rows", sample.size(), table.size());
    plane.write(attempt, TsneStage.NAME, "t-SNE, " + rows, List.of());
    plane.writeMetrics(attempt, TsneStage.NAME, table.size());
    warn(context, attempt, table, rows, sample.size());
  }

  static double[][] places(double[][] vectors, Settings settings, Progress progress)
      throws InterruptedException {
    long seed = SeededSample.seed(settings.longInteger("seed"), 0);
    return SeededSmile.call(seed, () -> descend(vectors, settings, progress));
  }

  private static double[][] descend(double[][] vectors, Settings settings, Progress progress)
      throws IOException {
    int total = settings.integer("iterations");
    // Given as distances, since Smile takes a square table for that anyway.
    double[][] squared = new double[vectors.length][vectors.length];
    MathEx.pdist(vectors, squared, MathEx::squaredDistance);
    progress.report(0, total, "");
    int done = Math.min(total, STEPS_A_BOUT);
    TSNE tsne =
        new TSNE(squared, 2, settings.real("perplexity"), settings.real("learningRate"), done);
    progress.report(done, total, "");
    while (done < total) {
      int steps = Math.min(total - done, STEPS_A_BOUT);
      tsne.update(steps);
      done += steps;
      progress.report(done, total, "");
    }
    return tsne.coordinates;
  }

  private static void check(EmbeddingTable sample, double perplexity) {
    int rows = sample.size();
    if (rows - 1 < 3 * perplexity) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "perplexity %s needs at least %.0f rows, and there are %d; lower it or take a larger"
                  + " sample",
              Numbers.text(perplexity),
              Math.ceil(3 * perplexity + 1),
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
    if (steps <= EXAGGERATED_STEPS) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "t-SNE ends inside its early exaggeration, the first %d iterations: clusters are"
                  + " tighter than they should be; raise 'iterations' from %d",
              EXAGGERATED_STEPS,
              steps));
    }
    attempt.warn(TsneStage.NAME, warnings);
  }
}
