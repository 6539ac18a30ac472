package io.reprise.stages.embed;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.Embedding;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.TransformShards;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns examples into the activations of one layer. */
public final class EmbedStage extends MapReduceStage<Shard, Long> {

  private static final String LAYER = "layer";
  static final String EXAMPLES = "examples";
  static final String EMBEDDINGS = "embeddings";

  private final LayerKinds kinds;

  /** With the layers that come with Reprise. */
  public EmbedStage() {
    this(LayerKinds.builtIn());
  }

  /**
   * @param kinds of layers that networks may have
   */
  public EmbedStage(LayerKinds kinds) {
    super(Shard.class, Long.class);
    this.kinds = kinds;
  }

  @Override
  public List<?> extensions() {
    return kinds.provided();
  }

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
  public MapReduce<Shard, Long> work(StageContext context) {
    Settings settings = context.settings();
    @Nullable String layer = settings.has(LAYER) ? settings.text(LAYER) : null;
    ForwardShard forward =
        ForwardShard.upTo(layer, context.input("model"), context.input(EXAMPLES), kinds);
    return new TransformShards<>(
        context.input(EXAMPLES),
        EMBEDDINGS,
        Embedding.class,
        Embedding::getId,
        1,
        new EmbedShard(forward, context));
  }
}
