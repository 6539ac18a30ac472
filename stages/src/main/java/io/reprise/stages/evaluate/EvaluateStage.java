package io.reprise.stages.evaluate;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.Prediction;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.WriteTable;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;

/** Measures a model on examples. */
public final class EvaluateStage implements Stage {

  private static final long ROWS_PER_SHARD = 20_000;

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
  public boolean usesOneWorker() {
    return true;
  }

  @Override
  public void expand(Pipeline beam, StageContext context) {
    List<StoredFile> shards = context.input("examples").tables();
    PCollectionTuple predicted =
        beam.apply(
                "List shards", Create.of(shards).withCoder(SerializableCoder.of(StoredFile.class)))
            .apply("Spread shards", Reshuffle.viaRandomKey())
            .apply(
                "Predict shard",
                ParDo.of(
                        new PredictShardFn(
                            ForwardShard.whole(context.input("model"), context.input("examples")),
                            context))
                    .withOutputTags(
                        PredictShardFn.PREDICTIONS, TupleTagList.of(PredictShardFn.TALLIES)));
    predicted
        .get(PredictShardFn.PREDICTIONS)
        .setCoder(AvroCoder.of(Prediction.class))
        .apply(
            "Write predictions",
            WriteTable.of(
                Prediction.class,
                context.output("predictions"),
                Prediction::getId,
                ROWS_PER_SHARD));
    predicted
        .get(PredictShardFn.TALLIES)
        .setCoder(SerializableCoder.of(ShardTally.class))
        .apply("Key tallies", WithKeys.of((Void) null))
        .setCoder(KvCoder.of(VoidCoder.of(), SerializableCoder.of(ShardTally.class)))
        .apply("Gather tallies", GroupByKey.create())
        .apply("Measure", ParDo.of(new MeasureFn(context)));
  }
}
