package io.reprise.pipelines.sweep;

import io.reprise.pipelines.sweep.Table.Column;
import io.reprise.pipelines.sweep.Table.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of a sweep: of settings, of points, of seconds. */
final class SweepTables {

  private SweepTables() {}

  /**
   * A row for each setting.
   *
   * @param metrics that it shows, over seeds
   */
  static Table settings(SweepResult sweep, Comparison comparison, List<String> metrics) {
    TableColumns names = new TableColumns(sweep, metrics);
    List<Column> columns = new ArrayList<>();
    sweep.settingAxes().forEach(path -> columns.add(names.axis(path)));
    columns.add(new Column(TableColumns.SEEDS, Kind.WHOLE, "points that are done", false));
    columns.add(new Column(TableColumns.FAILED, Kind.WHOLE, "points that are not", false));
    metrics.forEach(metric -> columns.add(names.metric(metric, Kind.ESTIMATE)));
    columns.add(
        new Column(TableColumns.PARAMETERS, Kind.WHOLE, "trainable, of the networks", false));
    columns.add(
        new Column(TableColumns.EPOCHS, Kind.REAL, "that were run, mean over seeds", false));
    for (String fact : facts()) {
      columns.add(new Column(fact, Kind.TEXT, fact + " of the trainings", false));
    }
    columns.add(seconds("train_seconds", "train"));
    columns.add(seconds("test_seconds", "evaluate"));
    metrics.forEach(metric -> columns.add(names.noise(metric)));
    List<List<@Nullable Double>> noise = metrics.stream().map(comparison::noise).toList();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Setting setting : comparison.settings()) {
      List<@Nullable Object> row = row(sweep, names, setting, comparison.metrics(), metrics);
      int at = rows.size();
      noise.forEach(p -> row.add(p.get(at)));
      rows.add(row);
    }
    return new Table(columns, rows);
  }

  private static List<@Nullable Object> row(
      SweepResult sweep,
      TableColumns names,
      Setting setting,
      SweepMetrics metrics,
      List<String> shown) {
    List<@Nullable Object> row = new ArrayList<>();
    sweep.settingAxes().forEach(path -> row.add(names.cell(path, setting.value(path))));
    row.add((long) setting.done().size());
    row.add((long) (setting.points().size() - setting.done().size()));
    shown.forEach(metric -> row.add(setting.estimate(metrics, metric)));
    Double parameters = setting.trained("trainableParameters");
    row.add(parameters == null ? null : (Long) Math.round(parameters));
    row.add(setting.trained("epochs"));
    facts().forEach(fact -> row.add(setting.fact(fact)));
    row.add(setting.seconds(true));
    row.add(setting.seconds(false));
    return row;
  }

  /** A row for each point, with all metrics that any of them has. */
  static Table points(SweepResult sweep, SweepMetrics metrics) {
    TableColumns names = new TableColumns(sweep, metrics.names());
    List<Column> columns = new ArrayList<>();
    sweep.axes().forEach(path -> columns.add(names.axis(path)));
    columns.add(new Column("status", Kind.TEXT, "done, failed, or open", false));
    metrics.names().forEach(metric -> columns.add(names.metric(metric, Kind.REAL)));
    for (String fact : facts()) {
      columns.add(new Column(fact, Kind.TEXT, fact + " of the trainings", false));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (SweepPointResult point : sweep.points()) {
      List<@Nullable Object> row = new ArrayList<>();
      sweep.axes().forEach(path -> row.add(names.cell(path, point.values().get(path))));
      row.add(point.status());
      metrics.names().forEach(metric -> row.add(metrics.value(point, metric)));
      facts().forEach(fact -> row.add(point.facts().get(fact)));
      rows.add(row);
    }
    return new Table(columns, rows);
  }

  /** What clocks said, and which run it was: a row for each point. */
  static Table seconds(SweepResult sweep) {
    TableColumns names = new TableColumns(sweep, List.of());
    List<Column> columns = new ArrayList<>();
    sweep.axes().forEach(path -> columns.add(names.axis(path)));
    columns.add(new Column("run", Kind.TEXT, "the point's run", true));
    columns.add(seconds("train_seconds", "train"));
    columns.add(seconds("test_seconds", "evaluate"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (SweepPointResult point : sweep.points()) {
      List<@Nullable Object> row = new ArrayList<>();
      sweep.axes().forEach(path -> row.add(names.cell(path, point.values().get(path))));
      row.add(point.run());
      row.add(point.seconds(point.train()));
      row.add(point.seconds(point.test()));
      rows.add(row);
    }
    return new Table(columns, rows);
  }

  private static Column seconds(String name, String type) {
    return new Column(
        name, Kind.REAL, "of the " + type + " stages, in the run that executed them", true);
  }

  private static List<String> facts() {
    return List.of(TrainingFacts.OPTIMIZER, TrainingFacts.LOSS, TrainingFacts.ACTIVATION);
  }
}
