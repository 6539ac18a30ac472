package io.reprise.pipelines.runspage;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Section;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Lines;
import io.reprise.schemas.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The runs of one pipeline: metrics over time, and a table of what they differ in. */
final class PipelineSection {

  /** Of most pipelines what people look at first. */
  private static final String ACCURACY = ".accuracy";

  private static final int MOST_COLUMNS = 30;
  private static final int MOST_CHARTS = 4;
  private static final int LONGEST_CELL = 80;
  private static final int CHART_HEIGHT = 240;

  private final int number;
  private final List<IndexedRun> runs;
  private final int charts;
  private final List<String> metrics;
  private final List<String> parameters;
  private final List<String> charted;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param number of the section on the page
   * @param runs at least one, latest first
   * @param charts how many there may be at most
   */
  PipelineSection(
      int number,
      List<IndexedRun> runs,
      List<String> metrics,
      List<String> parameters,
      int charts) {
    this.number = number;
    this.runs = runs;
    this.charts = Math.min(charts, MOST_CHARTS);
    Set<String> knownMetrics = new LinkedHashSet<>();
    Set<String> knownParameters = new LinkedHashSet<>();
    for (IndexedRun run : runs) {
      knownMetrics.addAll(run.metrics().keySet());
      knownParameters.addAll(run.parameters().keySet());
    }
    this.metrics = chosen("metrics", metrics, knownMetrics, true);
    this.parameters = chosen("parameters", parameters, knownParameters, false);
    this.charted =
        this.metrics.stream()
            .filter(this::hasCourse)
            .sorted(Comparator.comparing(name -> !name.endsWith(ACCURACY)))
            .limit(this.charts)
            .toList();
  }

  /** How many it has. */
  int charts() {
    return charted.size();
  }

  private List<String> chosen(String what, List<String> asked, Set<String> known, boolean metric) {
    List<String> chosen =
        asked.isEmpty()
            ? known.stream().filter(name -> differs(name, metric)).toList()
            : asked.stream().filter(known::contains).toList();
    if (chosen.size() > MOST_COLUMNS) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Of %,d %s in which the runs differ, %,d are shown; ./reprise runs --pipeline %s --csv"
                  + " has all.",
              chosen.size(),
              what,
              MOST_COLUMNS,
              runs.get(0).run().pipeline()));
    }
    return chosen.stream().limit(MOST_COLUMNS).toList();
  }

  private boolean differs(String name, boolean metric) {
    return runs.stream()
            .map(run -> metric ? run.metric(name) : run.parameters().get(name))
            .distinct()
            .limit(2)
            .count()
        > 1;
  }

  /** Two values make a line. */
  private boolean hasCourse(String metric) {
    return runs.stream()
            .filter(run -> run.metric(metric) != null && run.started().isPresent())
            .count()
        > 1;
  }

  Section build() {
    List<Block> blocks = new ArrayList<>();
    if (!charted.isEmpty()) {
      List<Block> row = new ArrayList<>();
      for (int i = 0; i < charted.size(); i++) {
        row.add(chart(i));
      }
      blocks.add(new Block.Row(row));
    }
    blocks.add(table());
    return new Section(
        "pipeline-" + number, Words.cut(runs.get(0).run().pipeline(), LONGEST_CELL), notes, blocks);
  }

  private Block chart(int index) {
    String metric = charted.get(index);
    List<Double> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = runs.size() - 1; i >= 0; i--) {
      Double value = runs.get(i).metric(metric);
      if (value != null && runs.get(i).started().isPresent()) {
        times.add((double) runs.get(i).started().get());
        values.add(value);
      }
    }
    String name = Words.cut(metric, LONGEST_CELL);
    return new Block.Chart(
        "pipeline-" + number + "-metric-" + (index + 1),
        name,
        "By the time at which a run was started.",
        CHART_HEIGHT,
        new Lines(
            new Axis("", Axis.Scale.TIME, null, null),
            Axis.of(""),
            List.of(new Lines.Line(name, Lines.Style.SOLID, times, values))));
  }

  private Table table() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("Run"));
    columns.add(Column.text("Name"));
    columns.add(new Column("Ended", Kind.STATE));
    metrics.forEach(name -> columns.add(Column.number(Words.cut(name, LONGEST_CELL))));
    parameters.forEach(name -> columns.add(Column.text(Words.cut(name, LONGEST_CELL))));
    columns.add(new Column("Compare with the run before", Kind.CODE));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      rows.add(row(runs.get(i), i + 1 < runs.size() ? runs.get(i + 1) : null));
    }
    return new Table("", columns, rows, runs.size() > 1);
  }

  private List<@Nullable Object> row(IndexedRun run, @Nullable IndexedRun before) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(AllRuns.cell(run));
    cells.add(run.notes().name());
    cells.add(run.run().status().name().toLowerCase(Locale.ROOT));
    metrics.forEach(name -> cells.add(run.metric(name)));
    parameters.forEach(name -> cells.add(parameter(run.parameters().get(name))));
    cells.add(before == null ? null : "./reprise diff " + before.run().id() + " " + run.run().id());
    return cells;
  }

  /** Numbers sort as such. */
  private static @Nullable Object parameter(@Nullable Object value) {
    if (value == null || value instanceof Long) {
      return value;
    }
    if (value instanceof Double number) {
      return Double.isFinite(number) ? number : Numbers.text(number);
    }
    return Words.cut(value instanceof String text ? text : Numbers.text(value), LONGEST_CELL);
  }
}
