package com.example.invert;

import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.ShardWriter;
import io.reprise.stages.table.TransformShards;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;

/** Stage type {@code invert}: images with black and white swapped. */
public final class InvertStage implements Stage {

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
  public void expand(Pipeline beam, StageContext context) {
    beam.apply(
            new TransformShards<>(
                context.input("examples"),
                Example.class,
                context.output("examples"),
                Example::getId,
                1,
                InvertStage::invert,
                VarLongCoder.of()))
        .apply(Sum.longsGlobally())
        .apply(ParDo.of(new WriteFactsFn(context)));
  }

  /** Goes through the rows of one file, and returns how many there were. */
  private static Long invert(Shard shard, ShardWriter<Example> rows) throws IOException {
    shard.forEach(Example.class, image -> rows.write(Negative.of(image)));
    return rows.rows();
  }

  /** Gets the number of rows once the table is complete, and writes its _dataset.json. */
  private static final class WriteFactsFn extends DoFn<Long, Void> {

    private static final long serialVersionUID = 1L;

    private final StageContext context;

    WriteFactsFn(StageContext context) {
      this.context = context;
    }

    @ProcessElement
    public void process(@Element Long rows) throws IOException {
      ExampleFacts.read(context.input("examples")).withRows(rows).write(context.output("examples"));
    }
  }
}
