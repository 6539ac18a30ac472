package io.reprise.stages.project;

import static io.reprise.stages.spi.Parameter.withDefault;
import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.util.List;

/** Stage type {@code tsne}: the exact form, whose time and memory grow with rows squared. */
public final class TsneStage extends OneWorkerStage {

  static final String NAME = "tsne";

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "Projects embeddings into the plane by exact t-SNE.",
        "{ uses: tsne, in: { embeddings: embed.embeddings },"
            + " with: { perplexity: 30, sample: 2000 } }",
        List.of(
            withDefault(
                "perplexity",
                ParameterType.real(1, 1e6),
                30.0,
                "neighbours that count, about; the rows must be more than three times as many"),
            withDefault(
                "sample",
                ParameterType.integer(5, 30_000),
                2000L,
                "rows at most, chosen by seed and id; 10,000 take 2.4 GB"),
            withDefault("iterations", ParameterType.integer(1, 1_000_000), 1000L, "gradient steps"),
            withDefault(
                "learningRate",
                ParameterType.real(Double.MIN_NORMAL, 1e9),
                200.0,
                "of the gradient steps (eta)"),
            withDefault(
                "seed",
                ParameterType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
                0L,
                "of the sample and of the first places")),
        List.of(input("embeddings", Content.EMBEDDINGS, "what to project")),
        List.of(
            output("projection", Content.PROJECTION, "the place of each sampled embedding"),
            output("pictures", Content.PICTURES, "tsne.svg, coloured by label"),
            output(
                "metrics",
                Content.METRICS,
                "rows, sampledRows, and nearestNeighbourAccuracy: how many rows have a nearest"
                    + " neighbour in the plane of their own label")));
  }

  /** Three square matrices of doubles, one row and column for each sampled embedding. */
  @Override
  public long memory(Settings settings, long inputBytes) {
    long rows = settings.integer("sample");
    return super.memory(settings, inputBytes) + 3 * Double.BYTES * rows * rows;
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> TsneWork.run(context, attempt);
  }
}
