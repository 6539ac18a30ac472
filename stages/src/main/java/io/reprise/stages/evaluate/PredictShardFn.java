package io.reprise.stages.evaluate;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Prediction;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.network.Inference;
import io.reprise.stages.network.Loss;
import io.reprise.stages.network.ShardProgress;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;

/** From the file of a shard to its predictions and their tally. */
final class PredictShardFn extends DoFn<StoredFile, Prediction> {

  private static final long serialVersionUID = 1L;

  static final TupleTag<Prediction> PREDICTIONS =
      new TupleTag<>() {
        private static final long serialVersionUID = 1L;
      };
  static final TupleTag<ShardTally> TALLIES =
      new TupleTag<>() {
        private static final long serialVersionUID = 1L;
      };

  private final ForwardShard forward;
  private final StageContext context;

  PredictShardFn(ForwardShard forward, StageContext context) {
    this.forward = forward;
    this.context = context;
  }

  @ProcessElement
  public void process(@Element StoredFile shard, MultiOutputReceiver output) throws IOException {
    ExampleFacts facts = ExampleFacts.read(context.input("examples"));
    ShardProgress progress = new ShardProgress(context.progress(), facts.rows());
    ShardTally tally = new ShardTally(shard.name(), facts.classes().size());
    forward.forEach(
        shard,
        (example, probabilities) -> {
          int label = label(example, facts.classes().size(), probabilities.length);
          int predicted = Inference.largest(probabilities);
          tally.add(example.getSplit(), label, predicted, Loss.crossEntropy(probabilities, label));
          output.get(PREDICTIONS).output(prediction(example, predicted, probabilities));
          progress.one();
        });
    output.get(TALLIES).output(tally);
  }

  private static int label(Example example, int classes, int units) {
    if (units != classes) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "the model tells %d classes apart, but the examples have %d",
              units,
              classes));
    }
    if (example.getLabel() < 0 || example.getLabel() >= classes) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "the example with id %d has label %d, but there are %d classes, from 0",
              example.getId(),
              example.getLabel(),
              classes));
    }
    return example.getLabel();
  }

  private static Prediction prediction(Example example, int predicted, float[] probabilities) {
    List<Float> boxed = new ArrayList<>(probabilities.length);
    for (float probability : probabilities) {
      boxed.add(probability);
    }
    return new Prediction(
        example.getId(), example.getSplit(), example.getLabel(), predicted, boxed);
  }
}
