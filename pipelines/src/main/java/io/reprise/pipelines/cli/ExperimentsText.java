package io.reprise.pipelines.cli;

import io.reprise.pipelines.reported.RowFigure;
import io.reprise.pipelines.reported.RowResult;
import io.reprise.pipelines.reported.RowRuns.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Reported figures and ours on the terminal. */
final class ExperimentsText {

  private static final int WIDEST = 45;
  private static final List<String> HEAD =
      List.of("pipeline", "row", "metric", "reported", "ours", "difference", "run");

  private final List<ExperimentTable> tables;

  ExperimentsText(List<ExperimentTable> tables) {
    this.tables = tables;
  }

  /**
   * @param columns of characters; what is longer is cut
   */
  List<String> lines(int columns) {
    List<String> lines = new ArrayList<>();
    for (ExperimentTable table : tables) {
      lines.add(table.title());
      lines.addAll(rows(table));
      lines.add("");
    }
    lines.add(counts());
    return lines.stream().map(line -> Terminal.fit(line, columns)).toList();
  }

  /** What has to be said of runs stands in lines of its own. */
  private static List<String> rows(ExperimentTable table) {
    List<String> aligned =
        Terminal.aligned(cells(table)).stream().map(Terminal.GAP::concat).toList();
    List<String> lines = new ArrayList<>(aligned.subList(0, 1));
    int line = 1;
    for (ExperimentTable.Row row : table.rows()) {
      int next = line + row.result().figures().size();
      lines.addAll(aligned.subList(line, next));
      if (row.result().found() != null) {
        row.result().remarks().forEach(remark -> lines.add("    " + remark));
      }
      line = next;
    }
    return lines;
  }

  private static List<List<String>> cells(ExperimentTable table) {
    List<List<String>> lines = new ArrayList<>(List.of(HEAD));
    String pipeline = "";
    for (ExperimentTable.Row row : table.rows()) {
      RowResult result = row.result();
      String named = result.row().pipeline();
      boolean first = true;
      for (RowFigure figure : result.figures()) {
        lines.add(
            List.of(
                first && !named.equals(pipeline) ? named : "",
                first ? Terminal.fit(row.what(), WIDEST) : "",
                figure.reported().metric(),
                Terminal.fit(figure.reported().text(), WIDEST),
                FigureText.ours(figure),
                FigureText.difference(figure),
                first ? run(result) : ""));
        first = false;
      }
      pipeline = named;
    }
    return lines;
  }

  private static String run(RowResult result) {
    Found found = result.found();
    return found == null ? result.remarks().get(0) : found.run().id();
  }

  private String counts() {
    List<RowResult> rows =
        tables.stream()
            .flatMap(table -> table.rows().stream())
            .map(ExperimentTable.Row::result)
            .toList();
    long run = rows.stream().map(RowResult::found).filter(Objects::nonNull).count();
    return String.format(
        Locale.ROOT,
        "%d of %d rows were run here; --markdown FILE and --json have notes, keys and commands",
        run,
        rows.size());
  }
}
