package io.reprise.stages.embed;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.Embedding;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.table.TransformShards;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.jspecify.annotations.Nullable;

/** Turns examples into the activations of one layer. */
public final class EmbedStage implements Stage {

  private static final String LAYER = "layer";

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
  public void expand(Pipeline beam, StageContext context) {
    Settings settings = context.settings();
    @Nullable String layer = settings.has(LAYER) ? settings.text(LAYER) : null;
    ForwardShard forward =
        ForwardShard.upTo(layer, context.input("model"), context.input("examples"));
    beam.apply(
            "Embed",
            new TransformShards<>(
                context.input("examples"),
                Embedding.class,
                context.output("embeddings"),
                Embedding::getId,
                1,
                new EmbedShard(forward, context),
                VarLongCoder.of()))
        .apply("Count rows", Sum.longsGlobally())
        .apply("Write facts", ParDo.of(new WriteFactsFn(context)));
  }
}
