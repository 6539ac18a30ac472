package io.reprise.stages.cluster;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.UnitSpread;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.Locale;

/**
 * What k-means works on.
 *
 * @param vectors the table's, standardized where that is asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KMeansInput(EmbeddingTable table, UnitSpread spread, double[][] vectors) {

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
    return new KMeansInput(
        table, spread, standardize ? spread.standardize(table.vectors()) : table.vectors());
  }
}
