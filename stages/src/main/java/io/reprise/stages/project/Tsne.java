package io.reprise.stages.project;

import io.reprise.schemas.record.Metric;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Settings;
import java.io.IOException;

/** t-SNE of embeddings by the method that the settings say, and how good it is. */
final class Tsne {

  /** Trustworthiness is the mean of no more rows. */
  private static final int TRUST_ROWS = 2000;

  /** Of the tree that the divergence is measured by: nearer the truth than a step has to be. */
  private static final double METRIC_ANGLE = 0.2;

  private static final double EXACT_LEARNING_RATE = 200;

  private final EmbeddingTable table;
  private final Settings settings;
  private final ParallelRows threads;
  private final SparseRows affinities;

  /**
   * @param table of more rows than the perplexity asks for, not all equal
   */
  Tsne(EmbeddingTable table, Settings settings, ParallelRows threads) throws InterruptedException {
    this.table = table;
    this.settings = settings;
    this.threads = threads;
    this.affinities = Affinities.of(table.vectors(), settings.real("perplexity"), threads);
  }

  /** One pair a row, x and y. */
  double[][] places(Progress progress) throws IOException, InterruptedException {
    int iterations = settings.integer("iterations");
    progress.report(0, iterations, "");
    long seed = SeededSample.seed(settings.longInteger("seed"), 0);
    if (settings.text("method").equals(TsneStage.EXACT)) {
      double perplexity = settings.real("perplexity");
      double rate = learningRate(EXACT_LEARNING_RATE);
      return ExactTsne.places(table.vectors(), perplexity, rate, iterations, seed);
    }
    long[] ids = table.rows().stream().mapToLong(EmbeddingTable.Row::id).toArray();
    double rate = learningRate(BarnesHutTsne.learningRate(ids.length));
    return new BarnesHutTsne(settings.real("angle"), rate, iterations)
        .descend(affinities, BarnesHutTsne.start(table.vectors(), ids, seed), threads, progress);
  }

  Metric[] metrics(double[][] places) throws InterruptedException {
    int[] chosen = SeededSample.rows(table.rows(), TRUST_ROWS, 0);
    return new Metric[] {
      metric("klDivergence", BarnesHut.divergence(affinities, places, METRIC_ANGLE, threads)),
      metric("trustworthiness", Trustworthiness.of(table.vectors(), places, chosen, threads))
    };
  }

  private double learningRate(double otherwise) {
    return settings.has("learningRate") ? settings.real("learningRate") : otherwise;
  }

  private Metric metric(String name, double value) {
    return new Metric(TsneStage.NAME, table.split(), name, null, value);
  }
}
