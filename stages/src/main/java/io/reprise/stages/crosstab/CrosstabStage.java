package io.reprise.stages.crosstab;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.optionalInput;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.CrosstabCell;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.List;

/** Stage type {@code crosstab}. */
public final class CrosstabStage extends OneWorkerStage {

  static final String NAME = "crosstab";
  static final String EXAMPLES = "examples";
  static final String ORIGINAL = "original";

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "Counts clusters against labels, and against those before a merge, which decodes what a"
            + " merged label means.",
        "{ uses: crosstab, in: { clusters: kmeans.clusters, examples: ingest.test,"
            + " original: unmerged.test } }",
        List.of(),
        List.of(
            input("clusters", Content.CLUSTERS, "the clusters"),
            input(EXAMPLES, Content.EXAMPLES, "what was clustered, with the names of the labels"),
            optionalInput(
                ORIGINAL,
                Content.EXAMPLES,
                "the same images under the same ids, with the labels that they had before: an"
                    + " ingest of the same dataset without merge; examples, where it is not given")),
        List.of(
            output(
                "crosstab",
                Content.CROSSTAB,
                "rows of each cluster, label and original label that occur together"),
            output("summary", Content.FILES, "crosstab.md, for people"),
            output(
                "metrics",
                Content.METRICS,
                "rows, labels, originals; purity, normalizedMutualInformation and"
                    + " adjustedRandIndex of the clusters against the labels, and as"
                    + " original... against those before the merge; mergedInto, the label that each"
                    + " original one went to")));
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> run(context, attempt);
  }

  private static void run(StageContext context, Attempt attempt) throws IOException {
    Crosstab crosstab = CrosstabInput.read(context);
    Tables.write(attempt, NAME, CrosstabCell.class, crosstab.cells());
    Tables.write(attempt, "metrics", Metric.class, CrosstabMetrics.of(crosstab));
    attempt.writeText("summary", "crosstab.md", CrosstabSummary.markdown(crosstab));
    attempt.warn(NAME, CrosstabWarnings.of(crosstab));
  }
}
