package io.reprise.stages.curves;

import io.reprise.schemas.record.CurvePoint;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the predictions once for what concerns all classes, and then as often as the probabilities
 * of some classes at a time fit into memory.
 */
final class CurvesWork {

  /** Probabilities that are held at a time, unless one class alone has more: 64 MiB. */
  private static final long HELD = 1L << 24;

  private final PredictionTable table;
  private final Totals totals = new Totals();
  private final List<ClassCurves> curves = new ArrayList<>();
  private final Progress progress;

  private CurvesWork(StageContext context) {
    this.table = new PredictionTable(context.input("predictions"));
    this.progress = new Progress(context.progress(), "classes");
  }

  static void run(StageContext context, Attempt attempt) throws IOException {
    new CurvesWork(context).run(NamedClasses.read(context.optionalInput("confusion")), attempt);
  }

  private void run(NamedClasses named, Attempt attempt) throws IOException {
    Map<Integer, String> names = named.names();
    table.forEach(totals::add);
    named.requireCountsOf(totals);
    int together = (int) Math.max(1, HELD / Math.max(1, totals.rows()));
    for (int first = 0; first < table.classes(); first += together) {
      measure(first, Math.min(table.classes(), first + together), names);
    }
    Tables.write(attempt, "curves", CurvePoint.class, points());
    CurveMetrics metrics = new CurveMetrics(totals, curves);
    Tables.write(attempt, "metrics", Metric.class, metrics.all());
    attempt.warn(
        CurvesStage.NAME, new CurveWarnings(totals.rows(), table.classes(), curves, names).lines());
  }

  private void measure(int first, int end, Map<Integer, String> names) throws IOException {
    float[][] probabilities = new float[end - first][totals.rows()];
    int[] row = {0};
    table.forEach(
        prediction -> {
          for (int label = first; label < end; label++) {
            probabilities[label - first][row[0]] = prediction.getProbabilities().get(label);
          }
          row[0]++;
        });
    for (int label = first; label < end; label++) {
      Scores scores = new Scores(totals.rows());
      for (int i = 0; i < totals.rows(); i++) {
        scores.add(probabilities[label - first][i], totals.label(i) == label);
      }
      ThresholdCurve curve = scores.curve();
      if (curve.hasBothKinds()) {
        String name = names.getOrDefault(label, Integer.toString(label));
        curves.add(ClassCurves.of(label, name, curve));
      }
      progress.report(label + 1L, table.classes(), "");
    }
  }

  /** Sorted by kind, class and index. */
  private List<CurvePoint> points() {
    List<CurvePoint> points = new ArrayList<>();
    curves.forEach(each -> points.addAll(each.precisionRecall()));
    points.addAll(totals.calibration().points());
    curves.forEach(each -> points.addAll(each.roc()));
    return points;
  }
}
