package io.reprise.stages.project;

import static io.reprise.stages.spi.Parameter.optional;
import static io.reprise.stages.spi.Parameter.withDefault;
import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.util.List;

/** Stage type {@code tsne}. */
public final class TsneStage extends OneWorkerStage {

  static final String NAME = "tsne";

  /** Attractions are exaggerated for the first steps (van der Maaten and Hinton, 2008). */
  static final int EXAGGERATED_STEPS = 250;

  static final String EXACT = "exact";

  private static final long EXACT_ROWS = 30_000;

  /** What a neighbour takes, in all forms that affinities go through. */
  private static final long BYTES_A_NEIGHBOUR = 96;

  /** What a row takes at least in the table of embeddings, about. */
  private static final long BYTES_A_ROW = 32;

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "Projects embeddings into the plane by t-SNE.",
        "{ uses: tsne, in: { embeddings: embed.embeddings }, with: { perplexity: 30 } }",
        parameters(),
        List.of(input("embeddings", Content.EMBEDDINGS, "what to project")),
        List.of(
            output("projection", Content.PROJECTION, "the place of each sampled embedding"),
            output("pictures", Content.PICTURES, "tsne.svg, coloured by label"),
            output(
                "metrics",
                Content.METRICS,
                "klDivergence, in nats; trustworthiness of at most 2,000 rows (Venna and Kaski"
                    + " 2001, 5 neighbours, ranks among all rows); rows, sampledRows, and"
                    + " nearestNeighbourAccuracy: how many of at most 2,000 rows have a nearest"
                    + " neighbour in the plane of their own label")));
  }

  private static List<Parameter> parameters() {
    return List.of(
        withDefault(
            "method",
            ParameterType.choice("barnes-hut", EXACT),
            "barnes-hut",
            "barnes-hut takes far rows together and starts from principal components; exact takes"
                + " all pairs, from random places, at time and memory of rows squared"),
        withDefault(
            "perplexity",
            ParameterType.real(1, 1e6),
            30.0,
            "neighbours that count, about; the rows must be more than three times as many"),
        withDefault(
            "angle",
            ParameterType.real(0, 1),
            0.4,
            "of barnes-hut: rows in a square count as one if its side is less than this share of"
                + " its distance (theta); less is slower and more exact"),
        withDefault(
            "sample",
            ParameterType.integer(5, 1_000_000),
            100_000L,
            "rows at most, chosen by seed and id; of exact at most 30,000, and 10,000 take 2.4 GB"),
        withDefault("iterations", ParameterType.integer(1, 1_000_000), 1000L, "gradient steps"),
        optional(
            "learningRate",
            ParameterType.real(Double.MIN_NORMAL, 1e9),
            "of the gradient steps (eta); if none is given, rows / 48 and at least 50, of exact"
                + " 200"),
        withDefault(
            "seed",
            ParameterType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
            0L,
            "of the sample and of the first places"));
  }

  @Override
  public List<String> problems(Settings settings) {
    return exact(settings) && settings.longInteger("sample") > EXACT_ROWS
        ? List.of(
            "method exact needs a sample of at most 30,000, since it takes memory of rows squared:"
                + " say sample: 2000, or take barnes-hut")
        : List.of();
  }

  /** For exact, three square matrices of doubles, with a row for each sampled embedding. */
  @Override
  public long memory(Settings settings, long inputBytes) {
    long rows = settings.integer("sample");
    long base = super.memory(settings, inputBytes);
    if (exact(settings)) {
      return base + 3 * Double.BYTES * rows * rows;
    }
    long neighbours = Affinities.neighbours(settings.real("perplexity"));
    return base + Math.min(rows, inputBytes / BYTES_A_ROW) * neighbours * BYTES_A_NEIGHBOUR;
  }

  private static boolean exact(Settings settings) {
    return settings.text("method").equals(EXACT);
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> TsneWork.run(context, attempt);
  }
}
