package io.reprise.stages.evaluate;

import io.reprise.schemas.record.ConfusionCell;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From the tally of all shards to the confusion matrix, the metrics and the warnings. */
final class MeasureModel {

  private final StageContext context;

  private final LayerKinds kinds;

  MeasureModel(StageContext context, LayerKinds kinds) {
    this.context = context;
    this.kinds = kinds;
  }

  void write(Tally sum, Attempt attempt) throws IOException {
    List<String> classes = ExampleFacts.read(context.input("examples")).classes();
    TrainedModel model = TrainedModel.load(context.input("model"), kinds);
    ClassMeasures measures = new ClassMeasures(sum.confusion());
    Tables.write(attempt, "confusion", ConfusionCell.class, cells(sum.confusion(), classes));
    Tables.write(
        attempt, "metrics", Metric.class, new EvaluationMetrics(sum, measures, classes).all());
    attempt.warn(
        "evaluate",
        new EvaluationWarnings(
                measures, classes, model.spec().classes(), model.validation(), copies(sum))
            .lines());
  }

  /** Of what the model was not trained on: of training, changed copies are what is measured. */
  private static long copies(Tally sum) {
    return sum.splits().contains("train") ? 0 : sum.changedCopies();
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
