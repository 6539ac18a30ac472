package io.reprise.stages.cluster;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.UnitSpread;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What k-means works on.
 *
 * @param vectors the table's, standardized where that is asked for
 * @param labelled vectors whose labels say what clusters mean, in the same form; null where there
 *     are none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KMeansInput(
    EmbeddingTable table,
    UnitSpread spread,
    double[][] vectors,
    @Nullable EmbeddingTable labelled) {

  static KMeansInput read(StageContext context) throws IOException {
    EmbeddingTable table = EmbeddingTable.read(context.input("embeddings"));
    int k = context.settings().integer("k");
    if (!table.hasDistinct(k)) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "k is %d, but the %d embeddings have fewer different vectors; lower k",
              k,
              table.size()));
    }
    UnitSpread spread = UnitSpread.of(table.vectors());
    boolean standardize = context.settings().flag("standardize");
    UnaryOperator<double[][]> form = standardize ? spread::standardize : vectors -> vectors;
    Optional<InputFiles> labelled = context.optionalInput(KMeansStage.LABELLED);
    return new KMeansInput(
        table,
        spread,
        form.apply(table.vectors()),
        labelled.isEmpty() ? null : labelled(labelled.get(), table, form));
  }

  private static EmbeddingTable labelled(
      InputFiles files, EmbeddingTable table, UnaryOperator<double[][]> form) throws IOException {
    EmbeddingTable labelled = EmbeddingTable.read(files);
    if (labelled.units() != table.units()) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "labelled has vectors of %d units, embeddings of %d; take both from one model's layer",
              labelled.units(),
              table.units()));
    }
    if (!labelled.classes().equals(table.classes())) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "labelled has the classes %s, embeddings %s; take both from one ingest",
              String.join(", ", labelled.classes()),
              String.join(", ", table.classes())));
    }
    return new EmbeddingTable(labelled.rows(), form.apply(labelled.vectors()), labelled.classes());
  }
}
