package io.reprise.stages.embed;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.Embedding;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.spi.Written;
import io.reprise.stages.spi.WrittenFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.TransformShards;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.PCollection;
import org.jspecify.annotations.Nullable;

/** Turns examples into the activations of one layer. */
public final class EmbedStage implements Stage {

  private static final String LAYER = "layer";
  private static final String EXAMPLES = "examples";
  private static final String EMBEDDINGS = "embeddings";

  @Override
  public StageType type() {
    return new StageType(
        "embed",
        "Turns examples into the activations of one layer of a trained network.",
        """
        uses: embed
        in: { model: train.model, examples: ingest.test }
        with: { layer: embedding }
        """,
        List.of(
            Parameter.optional(
                LAYER, ParameterType.text(), "its name; by default the one before the output")),
        List.of(
            input("model", Content.MODEL, "whose layer it is"),
            input("examples", Content.EXAMPLES, "what is embedded")),
        List.of(
            output(
                "embeddings",
                Content.EMBEDDINGS,
                "one vector an example; feature maps channel by channel, row by row")));
  }

  @Override
  public boolean usesThreadsOfItsOwn() {
    return true;
  }

  @Override
  public long memory(Settings settings, long inputBytes) {
    return STREAMING_MEMORY;
  }

  @Override
  public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
    Settings settings = context.settings();
    @Nullable String layer = settings.has(LAYER) ? settings.text(LAYER) : null;
    ForwardShard forward =
        ForwardShard.upTo(layer, context.input("model"), context.input(EXAMPLES));
    Written<Long> embeddings =
        beam.apply(
            "Embed",
            new TransformShards<>(
                context,
                EXAMPLES,
                EMBEDDINGS,
                Embedding.class,
                Embedding::getId,
                1,
                new EmbedShard(forward, context),
                VarLongCoder.of()));
    return embeddings.filesAnd(
        embeddings
            .results()
            .apply("Count rows", Combine.globally(Sum.ofLongs()).withoutDefaults())
            .apply("Write facts", WriteFiles.of(context, factsOf(context.input(EXAMPLES)))));
  }

  /** The examples' facts beside the embeddings: so clustering knows the classes' names. */
  private static WriteFiles.Writer<Long> factsOf(InputFiles examples) {
    return (rows, attempt) -> ExampleFacts.read(examples).withRows(rows).write(attempt, EMBEDDINGS);
  }
}
