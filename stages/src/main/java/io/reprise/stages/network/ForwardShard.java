package io.reprise.stages.network;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Shard;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model applied to the examples of one shard after the other, in batches of consecutive rows: the
 * batches, and so the bits, do not depend on which worker does what.
 */
public final class ForwardShard implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int BATCH = 500;

  private final InputFiles modelFiles;
  private final InputFiles exampleFiles;
  private final LayerKinds kinds;
  private final @Nullable String layer;
  private transient @Nullable Inference inference;
  private transient @Nullable String machineFacts;

  /**
   * @param layer whose activations come out; null for the penultimate
   * @param kinds of layers that the model may have
   */
  public static ForwardShard upTo(
      @Nullable String layer, InputFiles model, InputFiles examples, LayerKinds kinds) {
    return new ForwardShard(model, examples, kinds, layer == null ? "" : layer);
  }

  /**
   * To the probabilities.
   *
   * @param kinds of layers that the model may have
   */
  public static ForwardShard whole(InputFiles model, InputFiles examples, LayerKinds kinds) {
    return new ForwardShard(model, examples, kinds, null);
  }

  private ForwardShard(
      InputFiles model, InputFiles examples, LayerKinds kinds, @Nullable String layer) {
    this.modelFiles = model;
    this.exampleFiles = examples;
    this.kinds = kinds;
    this.layer = layer;
  }

  /** Takes an example and what the model makes of it. */
  @FunctionalInterface
  public interface Consumer {
    void accept(Example example, float[] output) throws IOException;
  }

  /** Passes on the examples of one shard, in its order. */
  public void forEach(Shard shard, Consumer consumer) throws IOException {
    Inference ready = inference();
    List<Example> batch = new ArrayList<>(BATCH);
    shard.forEach(
        Example.class,
        example -> {
          batch.add(example);
          if (batch.size() == BATCH) {
            forward(ready, batch, consumer);
          }
        });
    if (!batch.isEmpty()) {
      forward(ready, batch, consumer);
    }
  }

  /** Gives native memory back; the next shard starts anew. */
  public void close() {
    if (inference != null) {
      inference.close();
      inference = null;
      NativeMemory.release();
    }
  }

  /** What computes on this worker. */
  public void writeMachineFacts(Attempt attempt) throws IOException {
    String json = machineFacts;
    if (json == null) {
      json = NativeFacts.json(TrainedModel.loadSpec(modelFiles, kinds));
      machineFacts = json;
    }
    attempt.machineFacts(NativeFacts.TOPIC, json);
  }

  private static void forward(Inference inference, List<Example> batch, Consumer consumer)
      throws IOException {
    float[][] outputs = inference.outputs(batch.stream().map(Pixels::of).toList());
    for (int i = 0; i < outputs.length; i++) {
      consumer.accept(batch.get(i), outputs[i]);
    }
    batch.clear();
  }

  private Inference inference() throws IOException {
    Inference ready = inference;
    if (ready == null) {
      TrainedModel model = TrainedModel.load(modelFiles, kinds);
      model.check(ExampleFacts.read(exampleFiles));
      if (layer == null) {
        if (model.spec().reproducesInput()) {
          throw new ReportedException(
              "the model was trained to reproduce its input (target: input) and predicts no"
                  + " classes; embed a layer of it, or train a classifier from it");
        }
        ready = Inference.of(model);
      } else {
        ready =
            Inference.upTo(model, layer.isEmpty() ? model.penultimateLayer() : model.layer(layer));
      }
      inference = ready;
    }
    return ready;
  }
}
