package io.reprise.pipelines.cli;

import io.reprise.pipelines.reported.RowFigure;
import io.reprise.pipelines.reported.RowResult;
import io.reprise.pipelines.reported.RowRuns.Found;
import io.reprise.schemas.text.Markdown;
import io.reprise.schemas.text.Markdown.Alignment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reported figures and ours as tables that GitHub shows. */
final class ExperimentsMarkdown {

  private static final List<String> HEAD =
      List.of("command", "row", "metric", "reported", "ours", "difference", "run", "key", "");

  private ExperimentsMarkdown() {}

  static String of(List<ExperimentTable> tables) {
    return tables.stream().map(ExperimentsMarkdown::table).collect(Collectors.joining("\n"));
  }

  private static String table(ExperimentTable table) {
    List<String> lines = new ArrayList<>(List.of("## " + Markdown.text(table.title()), ""));
    if (!table.note().isEmpty()) {
      lines.addAll(List.of(Markdown.text(table.note()), ""));
    }
    List<List<String>> rows = new ArrayList<>();
    for (ExperimentTable.Row row : table.rows()) {
      for (int i = 0; i < row.result().figures().size(); i++) {
        rows.add(cells(row, i));
      }
    }
    lines.add(Markdown.table(Collections.nCopies(HEAD.size(), Alignment.LEFT), HEAD, rows));
    return String.join("\n", lines);
  }

  /** What is of the whole row stands in its first line. */
  private static List<String> cells(ExperimentTable.Row row, int index) {
    RowResult result = row.result();
    RowFigure figure = result.figures().get(index);
    boolean first = index == 0;
    return List.of(
        first ? Markdown.code(row.command()) : "",
        first ? Markdown.text(row.what()) : "",
        Markdown.text(figure.reported().metric()),
        Markdown.text(figure.reported().text()),
        Markdown.text(FigureText.ours(figure)),
        FigureText.difference(figure),
        first ? runs(result) : "",
        figure.key().isEmpty() ? "" : Markdown.code(FigureText.key(figure)),
        first ? notes(result) : "");
  }

  private static String runs(RowResult result) {
    Found found = result.found();
    return found == null
        ? ""
        : found.all().stream().map(run -> Markdown.code(run.id())).collect(Collectors.joining(" "));
  }

  private static String notes(RowResult result) {
    return Stream.concat(result.remarks().stream(), Stream.of(result.row().note()))
        .filter(note -> !note.isEmpty())
        .map(Markdown::text)
        .collect(Collectors.joining("; "));
  }
}
