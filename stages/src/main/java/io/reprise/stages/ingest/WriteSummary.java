package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.dataset.Shape;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Writes what is known once all examples are: their facts, their numbers, and warnings. */
final class WriteSummary extends PTransform<PCollection<Example>, PDone> {

  private static final long serialVersionUID = 1L;

  private final IngestPlan plan;
  private final StageContext context;
  private final PCollection<KV<String, List<Integer>>> labels;

  /**
   * @param labels of each of the dataset's splits
   */
  WriteSummary(
      IngestPlan plan, StageContext context, PCollection<KV<String, List<Integer>>> labels) {
    this.plan = plan;
    this.context = context;
    this.labels = labels;
  }

  @Override
  public PDone expand(PCollection<Example> examples) {
    PCollectionView<Map<KV<String, Integer>, Long>> counts =
        examples
            .apply(
                "Take label",
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.integers()))
                    .via(example -> KV.of(example.getSplit(), example.getLabel())))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
            .apply("Count labels", Count.perElement())
            .apply("Share counts", View.asMap());
    PCollectionView<List<Long>> shared =
        examples
            .apply("Find shared images", new SharedImages())
            .apply("Share shared images", View.asList());
    PCollectionView<Map<String, Long>> read =
        labels
            .apply(
                "Count rows read",
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.longs()))
                    .via(split -> KV.of(split.getKey(), (long) split.getValue().size())))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
            .apply("Share rows read", View.asMap());
    examples
        .getPipeline()
        .apply("Start summary", Create.of(IngestStage.NAME))
        .apply(
            "Write summary",
            ParDo.of(new SummaryFn(plan, context, counts, shared, read))
                .withSideInputs(counts, shared, read));
    return PDone.in(examples.getPipeline());
  }

  private static final class SummaryFn extends DoFn<String, Void> {

    private static final long serialVersionUID = 1L;

    private final IngestPlan plan;
    private final StageContext context;
    private final PCollectionView<Map<KV<String, Integer>, Long>> counts;
    private final PCollectionView<List<Long>> shared;
    private final PCollectionView<Map<String, Long>> rowsRead;

    private SummaryFn(
        IngestPlan plan,
        StageContext context,
        PCollectionView<Map<KV<String, Integer>, Long>> counts,
        PCollectionView<List<Long>> shared,
        PCollectionView<Map<String, Long>> rowsRead) {
      this.plan = plan;
      this.context = context;
      this.counts = counts;
      this.shared = shared;
      this.rowsRead = rowsRead;
    }

    @ProcessElement
    public void process(ProcessContext process) throws IOException {
      RowCounts rows = new RowCounts(process.sideInput(counts));
      List<String> classes = plan.relabelling().names();
      Shape shape = plan.dataset().shape();
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
      List<String> warnings =
          IngestWarnings.of(plan, process.sideInput(rowsRead), rows, process.sideInput(shared));
      if (!warnings.isEmpty()) {
        StageFiles.writeText(
            context.warnings(IngestStage.NAME), String.join("\n", warnings) + "\n");
      }
    }
  }
}
