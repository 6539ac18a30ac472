package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** Writes what is known once all rows are written: their facts, their numbers, and warnings. */
final class WriteSummaryFn extends DoFn<IngestSummary, Void> {

  private static final long serialVersionUID = 1L;

  private final IngestPlan plan;
  private final StageContext context;

  WriteSummaryFn(IngestPlan plan, StageContext context) {
    this.plan = plan;
    this.context = context;
  }

  @ProcessElement
  public void process(@Element IngestSummary summary) throws IOException {
    List<String> classes = plan.relabelling().names();
    ImageShape shape = plan.dataset().shape();
    for (String split : IngestPlan.SPLITS) {
      if (summary.rows(split) == 0) {
        Tables.write(context.output(split), Example.class, List.of());
      }
      new ExampleFacts(
              plan.dataset().name(),
              shape.height(),
              shape.width(),
              shape.channels(),
              classes,
              summary.rows(split))
          .write(context.output(split));
    }
    Tables.write(context.output("metrics"), Metric.class, summary.metrics(classes));
    StageFiles.writeLines(
        context.warnings(IngestStage.NAME),
        new IngestWarnings(plan, summary)
            .rows()
            .files()
            .missingClasses()
            .sharedImages()
            .pixels()
            .leftOut()
            .lines());
  }
}
