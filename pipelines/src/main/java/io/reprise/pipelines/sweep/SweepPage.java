package io.reprise.pipelines.sweep;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.page.Section;
import io.reprise.pipelines.page.Table.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sweep as a page: its table, parallel coordinates, and each metric against each axis. */
public final class SweepPage {

  /** More rows make a page that nobody reads. */
  private static final int MOST_ROWS = 1000;

  private final SweepReport report;
  private final SweepCharts charts;

  private SweepPage(SweepReport report) {
    this.report = report;
    this.charts = new SweepCharts(report);
  }

  public static Page of(SweepReport report) {
    return new SweepPage(report).page();
  }

  private Page page() {
    SweepResult sweep = report.sweep();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("settings", "Settings", report.notes(), List.of(table())));
    List<Block> parallel = charts.parallel();
    if (!parallel.isEmpty()) {
      sections.add(
          new Section(
              "parallel",
              "All points",
              left(sweep.points().size(), SweepCharts.MOST_LINES, "points"),
              parallel));
    }
    List<Block> axes = charts.axes();
    if (!axes.isEmpty()) {
      sections.add(new Section("axes", "Metrics against axes", charts.axisNotes(), axes));
    }
    if (!report.best().isEmpty()) {
      sections.add(
          new Section(
              "best",
              "Chosen on validation",
              List.of(),
              report.best().stream().<Block>map(line -> new Block.Text(line.strip())).toList()));
    }
    sections.add(
        new Section(
            "points",
            "Points and their runs",
            left(sweep.points().size(), MOST_ROWS, "points"),
            List.of(points())));
    return new Page(
        "Sweep",
        sweep.pipeline(),
        List.of(
            sweep.id(), sweep.points().size() + " points", sweep.settings().size() + " settings"),
        sections);
  }

  private static List<String> left(int all, int shown, String what) {
    return all <= shown
        ? List.of()
        : List.of("The first " + shown + " of " + all + " " + what + ": points.parquet has all.");
  }

  private Block table() {
    Table table = report.table();
    List<Column> columns = new ArrayList<>();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    table.rows().stream().limit(MOST_ROWS).forEach(row -> rows.add(new ArrayList<>()));
    for (int i = 0; i < table.columns().size(); i++) {
      Table.Column column = table.columns().get(i);
      // A value of an axis is shown as it was written.
      boolean exact = i < report.sweep().settingAxes().size() && column.kind() == Table.Kind.REAL;
      boolean number = column.kind() != Table.Kind.TEXT && !exact;
      columns.add(number ? Column.number(column.name()) : Column.text(column.name()));
      if (column.kind() == Table.Kind.ESTIMATE) {
        columns.add(Column.number("± sd"));
      }
      for (int row = 0; row < rows.size(); row++) {
        Object cell = table.rows().get(row).get(i);
        add(exact ? CellForm.plain(cell) : cell, column.kind(), rows.get(row));
      }
    }
    return new io.reprise.pipelines.page.Table("", columns, rows, table.rows().size() > 12);
  }

  private static void add(@Nullable Object cell, Table.Kind kind, List<@Nullable Object> row) {
    if (kind != Table.Kind.ESTIMATE) {
      row.add(cell);
      return;
    }
    row.add(cell instanceof Estimate estimate ? (Double) estimate.mean() : null);
    row.add(cell instanceof Estimate estimate ? estimate.deviation() : null);
  }

  private Block points() {
    SweepResult sweep = report.sweep();
    List<Column> columns = new ArrayList<>();
    sweep
        .axes()
        .forEach(path -> columns.add(Column.text(String.valueOf(report.names().get(path)))));
    columns.add(new Column("state", io.reprise.pipelines.page.Table.Kind.STATE));
    columns.add(new Column("run", io.reprise.pipelines.page.Table.Kind.CODE));
    columns.add(Column.text("problem"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (SweepPointResult point : sweep.points().stream().limit(MOST_ROWS).toList()) {
      List<@Nullable Object> row = new ArrayList<>();
      sweep.axes().forEach(path -> row.add(CellForm.plain(point.values().get(path))));
      row.add(point.status());
      row.add(point.run());
      row.add(point.problems().isEmpty() ? null : point.problems().get(0));
      rows.add(row);
    }
    return new io.reprise.pipelines.page.Table("", columns, rows, rows.size() > 12);
  }
}
