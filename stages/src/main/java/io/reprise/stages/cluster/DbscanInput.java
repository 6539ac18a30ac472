package io.reprise.stages.cluster;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.Locale;

/** Reads what DBSCAN works on, and holds the parameters against it. */
final class DbscanInput {

  private DbscanInput() {}

  static EmbeddingTable read(StageContext context) throws IOException {
    EmbeddingTable table = EmbeddingTable.read(context.input("embeddings"));
    if (table.size() < 2) {
      throw new ReportedException(
          "there is one embedding only, which has no neighbours; look at the stage it comes from");
    }
    check("minPoints", context.settings().integer("minPoints"), table);
    check("neighbour", neighbour(context.settings()), table);
    return table;
  }

  /** Which neighbour's distance is asked for, the point itself being the first. */
  static int neighbour(Settings settings) {
    return settings.has("neighbour")
        ? settings.integer("neighbour")
        : Math.max(2, settings.integer("minPoints"));
  }

  private static void check(String parameter, int value, EmbeddingTable table) {
    if (value > table.size()) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s is %d, but there are only %d embeddings; lower it",
              parameter,
              value,
              table.size()));
    }
  }
}
