package io.reprise.stages.evaluate;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.Prediction;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.TransformShards;
import java.util.List;

/** Measures a model on examples. */
public final class EvaluateStage extends MapReduceStage<Shard, Tally> {

  private final LayerKinds kinds;

  /** With the layers that come with Reprise. */
  public EvaluateStage() {
    this(LayerKinds.builtIn());
  }

  /**
   * @param kinds of layers that networks may have
   */
  public EvaluateStage(LayerKinds kinds) {
    super(Shard.class, Tally.class);
    this.kinds = kinds;
  }

  @Override
  public List<?> extensions() {
    return kinds.provided();
  }

  @Override
  public StageType type() {
    return new StageType(
        "evaluate",
        "Predicts the classes of examples, and measures how right that is.",
        """
        uses: evaluate
        in: { model: train.model, examples: ingest.test }
        """,
        List.of(),
        List.of(
            input("model", Content.MODEL, "what predicts"),
            input("examples", Content.EXAMPLES, "what is predicted")),
        List.of(
            output("predictions", Content.PREDICTIONS, "the probabilities of each example"),
            output("confusion", Content.CONFUSION, "true against predicted classes"),
            output(
                "metrics",
                Content.METRICS,
                "accuracy, log loss, and precision, recall and F1 with their averages")));
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
  public MapReduce<Shard, Tally> work(StageContext context) {
    ForwardShard forward =
        ForwardShard.whole(context.input("model"), context.input("examples"), kinds);
    return new TransformShards<>(
        context.input("examples"),
        "predictions",
        Prediction.class,
        Prediction::getId,
        1,
        new PredictShard(forward, context, kinds));
  }
}
