package io.reprise.stages.project;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.text.Numbers;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.UnitSpread;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Stage type {@code pca}: the two directions in which embeddings vary most. */
public final class PcaStage extends OneWorkerStage {

  private static final String NAME = "pca";

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "Projects embeddings onto their first two principal components.",
        "{ uses: pca, in: { embeddings: embed.embeddings } }",
        List.of(),
        List.of(input("embeddings", Content.EMBEDDINGS, "what to project")),
        List.of(
            output("projection", Content.PROJECTION, "both components of each embedding"),
            output("pictures", Content.PICTURES, "pca.svg, coloured by label"),
            output(
                "metrics",
                Content.METRICS,
                "explainedVarianceRatio of components 1 and 2, and nearestNeighbourAccuracy in a"
                    + " sample of at most 2,000 rows")));
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> run(context, attempt);
  }

  private static void run(StageContext context, Attempt attempt) throws IOException {
    EmbeddingTable table = EmbeddingTable.read(context.input("embeddings"));
    if (!table.hasDistinct(2)) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "all %d embeddings are the same vector; look at the network they come from",
              table.size()));
    }
    UnitSpread spread = UnitSpread.of(table.vectors());
    PrincipalComponents components = PrincipalComponents.of(table.vectors(), spread.means());
    Plane plane = new Plane(table, components.project(table.vectors()));
    plane.write(attempt, NAME, "PCA", List.of(axis(components, 0), axis(components, 1)));
    plane.writeMetrics(
        attempt, NAME, table.size(), ratio(table, components, 0), ratio(table, components, 1));
    attempt.warn(NAME, spread.warning().map(List::of).orElse(List.of()));
  }

  private static String axis(PrincipalComponents components, int component) {
    double percent = 100 * components.explainedVarianceRatio(component);
    return "component " + (component + 1) + " (" + Numbers.fixed(percent, 2) + " % of variance)";
  }

  private static Metric ratio(EmbeddingTable table, PrincipalComponents components, int component) {
    return new Metric(
        NAME,
        table.split(),
        "explainedVarianceRatio",
        Integer.toString(component + 1),
        components.explainedVarianceRatio(component));
  }
}
