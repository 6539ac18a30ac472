package io.reprise.stages.evaluate;

import io.reprise.schemas.record.ConfusionCell;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.network.NativeFacts;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/** From the tally of all shards to the confusion matrix, the metrics and the warnings. */
final class MeasureFn extends DoFn<Tally, Void> {

  private static final long serialVersionUID = 1L;

  private final StageContext context;

  MeasureFn(StageContext context) {
    this.context = context;
  }

  @ProcessElement
  public void process(@Element Tally sum) throws IOException {
    List<String> classes = ExampleFacts.read(context.input("examples")).classes();
    TrainedModel model = TrainedModel.load(context.input("model"));
    ClassMeasures measures = new ClassMeasures(sum.confusion());
    Tables.write(context.output("confusion"), ConfusionCell.class, cells(sum.confusion(), classes));
    Tables.write(
        context.output("metrics"),
        Metric.class,
        new EvaluationMetrics(sum, measures, classes).all());
    StageFiles.writeLines(
        context.warnings("evaluate"),
        new EvaluationWarnings(measures, classes, model.spec().classes(), model.validation())
            .lines());
    NativeFacts.write(context.machineFacts("native"), model.spec().threads());
  }

  private static List<ConfusionCell> cells(long[][] confusion, List<String> classes) {
    List<ConfusionCell> cells = new ArrayList<>();
    for (int label = 0; label < confusion.length; label++) {
      for (int predicted = 0; predicted < confusion.length; predicted++) {
        cells.add(
            new ConfusionCell(
                label,
                classes.get(label),
                predicted,
                classes.get(predicted),
                confusion[label][predicted]));
      }
    }
    return cells;
  }
}
