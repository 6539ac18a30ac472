package com.example.invert;

import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.table.CountingFunction;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.ShardWriter;
import io.reprise.stages.table.TransformShards;
import java.io.IOException;
import java.util.List;

/** Stage type {@code invert}: images with black and white swapped. */
public final class InvertStage extends MapReduceStage<Shard, Long> {

  public InvertStage() {
    super(Shard.class, Long.class);
  }

  @Override
  public StageType type() {
    return new StageType(
        "invert",
        "Inverts images.",
        "{ uses: invert, in: { examples: ingest.train } }",
        List.of(),
        List.of(StageType.input("examples", Content.EXAMPLES, "the images")),
        List.of(StageType.output("examples", Content.EXAMPLES, "their negatives")));
  }

  @Override
  public MapReduce<Shard, Long> work(StageContext context) {
    InputFiles examples = context.input("examples");
    return new TransformShards<>(
        examples, "examples", Example.class, Example::getId, 1, new Invert(examples));
  }

  private record Invert(InputFiles examples) implements CountingFunction<Example> {

    /** Goes through the rows of one file, and returns how many there were. */
    @Override
    public Long apply(Shard shard, ShardWriter<Example> rows) throws IOException {
      shard.forEach(Example.class, image -> rows.write(Negative.of(image)));
      return rows.rows();
    }

    /** Gets the number of rows once the table is complete, and writes its _dataset.json. */
    @Override
    public void finish(Long rows, Attempt attempt) throws IOException {
      ExampleFacts.read(examples).withRows(rows).write(attempt, "examples");
    }
  }
}
