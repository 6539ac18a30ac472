package io.reprise.stages.embed;

import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Example;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.network.ShardProgress;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** From the file of a shard to its embeddings. */
final class EmbedShardFn extends DoFn<StoredFile, Embedding> {

  private static final long serialVersionUID = 1L;

  private final ForwardShard forward;
  private final StageContext context;

  EmbedShardFn(ForwardShard forward, StageContext context) {
    this.forward = forward;
    this.context = context;
  }

  @ProcessElement
  public void process(@Element StoredFile shard, OutputReceiver<Embedding> output)
      throws IOException {
    ShardProgress progress =
        new ShardProgress(context.progress(), ExampleFacts.read(context.input("examples")).rows());
    forward.forEach(
        shard,
        (example, activations) -> {
          output.output(embedding(example, activations));
          progress.one();
        });
  }

  private static Embedding embedding(Example example, float[] activations) {
    List<Float> vector = new ArrayList<>(activations.length);
    for (float activation : activations) {
      vector.add(activation);
    }
    return new Embedding(example.getId(), example.getSplit(), example.getLabel(), vector);
  }
}
