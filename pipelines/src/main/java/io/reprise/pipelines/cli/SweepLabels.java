package io.reprise.pipelines.cli;

import io.reprise.pipelines.sweep.PointReader;
import io.reprise.pipelines.sweep.SweepPointResult;
import io.reprise.pipelines.sweep.SweepResult;
import io.reprise.schemas.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a point is called: its values under the short names of the axes. */
final class SweepLabels {

  private static final int LONGEST_VALUE = 30;

  private SweepLabels() {}

  /** In columns below each other. */
  static List<String> of(SweepPlan plan) {
    List<Map<String, Object>> points = plan.points().stream().map(PointReader::values).toList();
    Map<String, String> names = SweepResult.axisNames(plan.axes());
    List<StringBuilder> labels = new ArrayList<>();
    points.forEach(point -> labels.add(new StringBuilder()));
    for (String axis : plan.axes()) {
      List<String> cells = points.stream().map(point -> cell(names, axis, point)).toList();
      int width = Terminal.width(cells);
      for (int i = 0; i < cells.size(); i++) {
        labels.get(i).append(labels.get(i).isEmpty() ? "" : "  ");
        labels.get(i).append(Terminal.pad(cells.get(i), width));
      }
    }
    return labels.stream().map(StringBuilder::toString).toList();
  }

  static String of(SweepResult sweep, SweepPointResult point) {
    Map<String, String> names = SweepResult.axisNames(sweep.axes());
    return String.join(
        ", ", sweep.axes().stream().map(axis -> cell(names, axis, point.values())).toList());
  }

  private static String cell(Map<String, String> names, String axis, Map<String, Object> values) {
    Object value = values.get(axis);
    return names.get(axis)
        + " "
        + (value == null ? "-" : Terminal.fit(Numbers.text(value), LONGEST_VALUE));
  }
}
