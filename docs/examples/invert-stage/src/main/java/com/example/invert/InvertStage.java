package com.example.invert;

import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.spi.Written;
import io.reprise.stages.spi.WrittenFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.ShardWriter;
import io.reprise.stages.table.TransformShards;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.PCollection;

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
  public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
    InputFiles examples = context.input("examples");
    Written<Long> negatives =
        beam.apply(
            new TransformShards<>(
                context,
                "examples",
                "examples",
                Example.class,
                Example::getId,
                1,
                InvertStage::invert,
                VarLongCoder.of()));
    return negatives.filesAnd(
        negatives
            .results()
            .apply(Sum.longsGlobally())
            .apply(WriteFiles.of(context, factsOf(examples))));
  }

  /** Goes through the rows of one file, and returns how many there were. */
  private static Long invert(Shard shard, ShardWriter<Example> rows) throws IOException {
    shard.forEach(Example.class, image -> rows.write(Negative.of(image)));
    return rows.rows();
  }

  /** Gets the number of rows once the table is complete, and writes its _dataset.json. */
  private static WriteFiles.Writer<Long> factsOf(InputFiles examples) {
    return (rows, attempt) ->
        ExampleFacts.read(examples).withRows(rows).write(attempt, "examples");
  }
}
