package io.reprise.stages.evaluate;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Prediction;
import io.reprise.stages.file.Progress;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.network.Inference;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.Loss;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.ShardFunction;
import io.reprise.stages.table.ShardWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From a shard of examples to its predictions, and from the tally of all to the measures. */
final class PredictShard implements ShardFunction<Prediction, Tally> {

  private static final long serialVersionUID = 1L;

  private final ForwardShard forward;
  private final StageContext context;
  private final LayerKinds kinds;
  private final Progress progress;

  PredictShard(ForwardShard forward, StageContext context, LayerKinds kinds) {
    this.forward = forward;
    this.context = context;
    this.kinds = kinds;
    this.progress = new Progress(context.progress(), "examples");
  }

  @Override
  public Tally apply(Shard shard, ShardWriter<Prediction> rows) throws IOException {
    ExampleFacts facts = ExampleFacts.read(context.input("examples"));
    Tally tally = new Tally(facts.classes().size());
    double[] logLoss = {0}; // in the order of the rows
    forward.forEach(
        shard,
        (example, probabilities) -> {
          int label = label(example, facts.classes().size(), probabilities.length);
          int predicted = Inference.largest(probabilities);
          tally.add(example.getSplit(), label, predicted);
          if (example.getAugmentation() != null) {
            tally.addChangedCopy();
          }
          logLoss[0] += logLoss(example, probabilities, label);
          rows.write(prediction(example, predicted, probabilities));
          progress.one(facts.rows());
        });
    tally.addLogLoss(logLoss[0]);
    forward.writeMachineFacts(rows.attempt());
    return tally;
  }

  @Override
  public Tally nothing() {
    return new Tally(0);
  }

  @Override
  public Tally add(Tally sum, Tally more) {
    sum.add(more);
    return sum;
  }

  @Override
  public void finish(Tally all, Attempt attempt) throws IOException {
    new MeasureModel(context, kinds).write(all, attempt);
  }

  @Override
  public void close() {
    forward.close();
  }

  private static double logLoss(Example example, float[] probabilities, int label) {
    double loss = Loss.crossEntropy(probabilities, label);
    if (!Double.isFinite(loss)) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "the model's probability of the example with id %d is %s; train it anew, with a lower"
                  + " learning rate",
              example.getId(),
              probabilities[label]));
    }
    return loss;
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
