package io.reprise.stages.embed;

import io.reprise.stages.network.NativeFacts;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Puts the examples' facts beside the embeddings, so that clustering knows the classes' names. */
final class WriteFactsFn extends DoFn<Long, Void> {

  private static final long serialVersionUID = 1L;

  private final StageContext context;

  WriteFactsFn(StageContext context) {
    this.context = context;
  }

  @ProcessElement
  public void process(@Element Long rows) throws IOException {
    ExampleFacts.read(context.input("examples")).withRows(rows).write(context.output("embeddings"));
    int threads = TrainedModel.loadSpec(context.input("model")).threads();
    NativeFacts.write(context.machineFacts("native"), threads);
  }
}
