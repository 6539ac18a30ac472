package io.reprise.pipelines.sweep;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Block.Chart;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Bars;
import io.reprise.pipelines.plot.Lines;
import io.reprise.pipelines.plot.Parallel;
import io.reprise.pipelines.plot.Plot;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Charts of a sweep. */
final class SweepCharts {

  static final int MOST_LINES = 1000;

  /** Lines of one chart that a reader can tell apart. */
  private static final int MOST_CURVES = 8;

  private static final int MOST_CHARTS = 24;
  private static final int MOST_COLUMNS = 12;
  private static final int MOST_CATEGORIES = 40;

  private final SweepReport report;
  private final SweepResult sweep;
  private final ValueTexts texts;
  private int left;

  /** Whether an axis of words has more of them than are drawn. */
  private boolean isCut;

  SweepCharts(SweepReport report) {
    this.report = report;
    this.sweep = report.sweep();
    this.texts = new ValueTexts(sweep);
  }

  /** None where there is nothing to see side by side. */
  List<Block> parallel() {
    List<Parallel.Column> columns = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<SweepPointResult> points =
        sweep.points().stream().filter(SweepPointResult::isDone).limit(MOST_LINES).toList();
    points.forEach(point -> rows.add(new ArrayList<>()));
    for (String axis : sweep.axes().stream().limit(MOST_COLUMNS).toList()) {
      List<@Nullable Object> cells = new ArrayList<>();
      points.forEach(point -> cells.add(point.values().get(axis)));
      boolean numbers = cells.stream().allMatch(cell -> cell == null || cell instanceof Number);
      List<String> categories =
          numbers
              ? List.of()
              : cells.stream().map(cell -> texts.of(axis, cell)).distinct().toList();
      columns.add(new Parallel.Column(name(axis), categories));
      for (int i = 0; i < cells.size(); i++) {
        Object cell = cells.get(i);
        rows.get(i).add(numbers ? cell : texts.of(axis, cell));
      }
    }
    for (String metric : report.metrics()) {
      columns.add(new Parallel.Column(metric, List.of()));
      for (int i = 0; i < points.size(); i++) {
        rows.get(i).add(report.known().value(points.get(i), metric));
      }
    }
    return points.size() < 2 || columns.size() < 2
        ? List.of()
        : List.of(
            new Chart(
                "parallel",
                "Parallel coordinates",
                "A line for each point, coloured by the last axis; its numbers are points.parquet."
                    + (sweep.axes().size() > MOST_COLUMNS
                        ? " The first " + MOST_COLUMNS + " axes are drawn."
                        : ""),
                360,
                new Parallel(columns, rows)));
  }

  /** Each metric against each axis that makes settings. */
  List<Block> axes() {
    List<Block> charts = new ArrayList<>();
    for (String metric : report.metrics()) {
      for (String axis : sweep.settingAxes()) {
        if (charts.size() == MOST_CHARTS) {
          left++;
        } else {
          charts.add(chart(charts.size(), metric, axis));
        }
      }
    }
    List<Block> rows = new ArrayList<>();
    for (int i = 0; i < charts.size(); i += 2) {
      rows.add(new Block.Row(charts.subList(i, Math.min(i + 2, charts.size()))));
    }
    return rows;
  }

  List<String> axisNotes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Means over seeds. Where other axes vary too, there is a line for each of their"
            + " combinations, or their mean where these are more than "
            + MOST_CURVES
            + ", or the axis is of words. Settings without the axis are not in its chart.");
    if (isCut) {
      notes.add("Of an axis of words, the first " + MOST_CATEGORIES + " are drawn.");
    }
    if (left > 0) {
      notes.add(left + " more charts were left out: choose metrics with --metric.");
    }
    return notes;
  }

  private Chart chart(int number, String metric, String axis) {
    List<Setting> settings = new ArrayList<>();
    for (Setting setting : report.settings()) {
      if (setting.value(axis) != null && setting.estimate(report.known(), metric) != null) {
        settings.add(setting);
      }
    }
    boolean numbers = settings.stream().allMatch(each -> each.value(axis) instanceof Number);
    return new Chart(
        "axis-" + number,
        metric + " against " + name(axis),
        "",
        260,
        numbers ? lines(settings, metric, axis) : bars(settings, metric, axis));
  }

  private Plot lines(List<Setting> settings, String metric, String axis) {
    Map<String, TreeMap<Double, List<Double>>> curves = new LinkedHashMap<>();
    long combinations = settings.stream().map(setting -> others(setting, axis)).distinct().count();
    for (Setting setting : settings) {
      String curve = combinations > MOST_CURVES ? "mean of all others" : others(setting, axis);
      curves
          .computeIfAbsent(curve, name -> new TreeMap<>())
          .computeIfAbsent(
              ((Number) Objects.requireNonNull(setting.value(axis))).doubleValue(),
              x -> new ArrayList<>())
          .add(mean(setting, metric));
    }
    List<Lines.Line> lines = new ArrayList<>();
    curves.forEach(
        (name, means) ->
            lines.add(
                new Lines.Line(
                    name,
                    Lines.Style.SOLID,
                    List.copyOf(means.keySet()),
                    means.values().stream().map(SweepCharts::mean).toList())));
    return new Lines(axis(axis, settings), Axis.of(metric), lines);
  }

  /** Values over orders of magnitude, such as learning rates, stand on a logarithmic axis. */
  private Axis axis(String axis, List<Setting> settings) {
    DoubleSummaryStatistics values =
        settings.stream()
            .mapToDouble(each -> ((Number) Objects.requireNonNull(each.value(axis))).doubleValue())
            .summaryStatistics();
    boolean wide = values.getMin() > 0 && values.getMax() >= 10 * values.getMin();
    return new Axis(name(axis), wide ? Axis.Scale.LOG : Axis.Scale.LINEAR, null, null);
  }

  private Plot bars(List<Setting> settings, String metric, String axis) {
    Map<String, List<Double>> means = new LinkedHashMap<>();
    for (Setting setting : settings) {
      means
          .computeIfAbsent(texts.of(axis, setting.value(axis)), name -> new ArrayList<>())
          .add(mean(setting, metric));
    }
    isCut |= means.size() > MOST_CATEGORIES;
    List<String> categories = means.keySet().stream().limit(MOST_CATEGORIES).toList();
    List<Double> values =
        means.values().stream().limit(MOST_CATEGORIES).map(SweepCharts::mean).toList();
    return new Bars(Axis.of(metric), categories, List.of(new Bars.Series(metric, values)), true);
  }

  private double mean(Setting setting, String metric) {
    Estimate estimate = setting.estimate(report.known(), metric);
    return estimate == null ? Double.NaN : estimate.mean();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
  }

  private String others(Setting setting, String axis) {
    List<String> words = new ArrayList<>();
    for (String other : sweep.settingAxes()) {
      Object value = setting.value(other);
      if (!other.equals(axis) && value != null) {
        words.add(texts.of(other, value) + " " + name(other)); // a legend cuts the end off
      }
    }
    return words.isEmpty() ? "mean over seeds" : String.join(", ", words);
  }

  private String name(String axis) {
    return String.valueOf(report.names().get(axis));
  }
}
