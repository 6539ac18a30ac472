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
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/** Writes what is known once all examples are: their facts, their numbers, and warnings. */
final class WriteSummary extends PTransform<PCollection<Example>, PDone> {

  private static final long serialVersionUID = 1L;

  private final IngestPlan plan;
  private final StageContext context;
  private final PCollection<KV<String, List<Integer>>> labels;
  private final PCollection<String> warnings;

  /**
   * @param labels of each of the dataset's splits
   * @param warnings lines about the dataset's files
   */
  WriteSummary(
      IngestPlan plan,
      StageContext context,
      PCollection<KV<String, List<Integer>>> labels,
      PCollection<String> warnings) {
    this.plan = plan;
    this.context = context;
    this.labels = labels;
    this.warnings = warnings;
  }

  @Override
  public PDone expand(PCollection<Example> examples) {
    SummaryViews views = SummaryViews.of(examples, labels, warnings);
    examples
        .getPipeline()
        .apply("Start summary", Create.of(IngestStage.NAME))
        .apply(
            "Write summary",
            ParDo.of(new SummaryFn(plan, context, views)).withSideInputs(views.all()));
    return PDone.in(examples.getPipeline());
  }

  private static final class SummaryFn extends DoFn<String, Void> {

    private static final long serialVersionUID = 1L;

    private final IngestPlan plan;
    private final StageContext context;
    private final SummaryViews views;

    private SummaryFn(IngestPlan plan, StageContext context, SummaryViews views) {
      this.plan = plan;
      this.context = context;
      this.views = views;
    }

    @ProcessElement
    public void process(ProcessContext process) throws IOException {
      RowCounts rows = new RowCounts(process.sideInput(views.counts()));
      List<String> classes = plan.relabelling().names();
      ImageShape shape = plan.dataset().shape();
      for (String split : IngestPlan.SPLITS) {
        new ExampleFacts(
                plan.dataset().name(),
                shape.height(),
                shape.width(),
                shape.channels(),
                classes,
                rows.of(split))
            .write(context.output(split));
      }
      Tables.write(context.output("metrics"), Metric.class, rows.metrics(classes));
      StageFiles.writeLines(
          context.warnings(IngestStage.NAME),
          new IngestWarnings(plan)
              .rows(process.sideInput(views.rowsRead()))
              .warnings(process.sideInput(views.warnings()))
              .missingClasses(rows)
              .sharedImages(process.sideInput(views.shared()))
              .pixels(process.sideInput(views.ranges()))
              .leftOut()
              .lines());
    }
  }
}
