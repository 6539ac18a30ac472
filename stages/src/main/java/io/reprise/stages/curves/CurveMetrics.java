package io.reprise.stages.curves;

import io.reprise.schemas.record.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The table of metrics: those of all classes first, then class by class. What is not defined has no
 * row.
 */
final class CurveMetrics {

  private final Totals totals;
  private final List<ClassCurves> curves;
  private final List<Metric> metrics = new ArrayList<>();

  /**
   * @param curves of the classes that have some
   */
  CurveMetrics(Totals totals, List<ClassCurves> curves) {
    this.totals = totals;
    this.curves = List.copyOf(curves);
  }

  List<Metric> all() {
    metrics.clear();
    add("rows", null, totals.rows());
    if (!curves.isEmpty()) {
      add("macroRocArea", null, mean(ClassCurves::rocArea));
      add("macroAveragePrecision", null, mean(ClassCurves::averagePrecision));
    }
    if (totals.rows() > 0) {
      add("expectedCalibrationError", null, totals.calibration().expectedError(totals.rows()));
      add("brierScore", null, totals.brierScore());
    }
    for (ClassCurves each : curves) {
      add("rocArea", each.name(), each.rocArea());
      add("averagePrecision", each.name(), each.averagePrecision());
    }
    return List.copyOf(metrics);
  }

  /** Each class alike. */
  private double mean(ToDoubleFunction<ClassCurves> area) {
    return curves.stream().mapToDouble(area).sum() / curves.size();
  }

  private void add(String name, @Nullable String ofClass, double value) {
    metrics.add(new Metric(CurvesStage.NAME, totals.split(), name, ofClass, value));
  }
}
