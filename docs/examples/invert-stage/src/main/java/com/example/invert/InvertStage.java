package com.example.invert;

import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.ReadTable;
import io.reprise.stages.table.WriteTable;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.TypeDescriptor;

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
    beam.apply(ReadTable.of(Example.class, context.input("examples")))
        .apply(MapElements.into(TypeDescriptor.of(Example.class)).via(Negative::of))
        .setCoder(AvroCoder.of(Example.class))
        .apply(WriteTable.of(Example.class, context.output("examples"), Example::getId, 10_000))
        .apply(ParDo.of(new WriteFactsFn(context)));
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
