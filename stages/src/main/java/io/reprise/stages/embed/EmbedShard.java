package io.reprise.stages.embed;

import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Example;
import io.reprise.stages.file.Progress;
import io.reprise.stages.network.ForwardShard;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.CountingFunction;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.ShardWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From a shard of examples to its embeddings. */
final class EmbedShard implements CountingFunction<Embedding> {

  private static final long serialVersionUID = 1L;

  private final ForwardShard forward;
  private final StageContext context;
  private final Progress progress;

  EmbedShard(ForwardShard forward, StageContext context) {
    this.forward = forward;
    this.context = context;
    this.progress = new Progress(context.progress(), "examples");
  }

  @Override
  public Long apply(Shard shard, ShardWriter<Embedding> rows) throws IOException {
    long total = ExampleFacts.read(context.input(EmbedStage.EXAMPLES)).rows();
    forward.forEach(
        shard,
        (example, activations) -> {
          rows.write(embedding(example, activations));
          progress.one(total);
        });
    forward.writeMachineFacts(rows.attempt());
    return rows.rows();
  }

  /** The examples' facts beside the embeddings: so clustering knows the classes' names. */
  @Override
  public void finish(Long rows, Attempt attempt) throws IOException {
    ExampleFacts.read(context.input(EmbedStage.EXAMPLES))
        .withRows(rows)
        .write(attempt, EmbedStage.EMBEDDINGS);
  }

  @Override
  public void close() {
    forward.close();
  }

  private static Embedding embedding(Example example, float[] activations) {
    List<Float> vector = new ArrayList<>(activations.length);
    for (float activation : activations) {
      vector.add(activation);
    }
    return new Embedding(example.getId(), example.getSplit(), example.getLabel(), vector);
  }
}
