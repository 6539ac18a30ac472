package io.reprise.pipelines.cli;

import io.reprise.pipelines.reported.RowFigure;
import io.reprise.pipelines.reported.RowResult;
import io.reprise.pipelines.reported.RowRuns.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reported figures and ours as tables that GitHub shows. */
final class ExperimentsMarkdown {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\s\\p{Cf}]+");
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]|~$#]");
  private static final List<String> HEAD =
      List.of("command", "row", "metric", "reported", "ours", "difference", "run", "key", "");

  private ExperimentsMarkdown() {}

  static String of(List<ExperimentTable> tables) {
    return tables.stream().map(ExperimentsMarkdown::table).collect(Collectors.joining("\n"));
  }

  private static String table(ExperimentTable table) {
    List<String> lines = new ArrayList<>(List.of("## " + text(table.title()), ""));
    if (!table.note().isEmpty()) {
      lines.addAll(List.of(text(table.note()), ""));
    }
    lines.add(line(HEAD));
    lines.add(line(HEAD.stream().map(name -> "---").toList()));
    for (ExperimentTable.Row row : table.rows()) {
      for (int i = 0; i < row.result().figures().size(); i++) {
        lines.add(line(cells(row, i)));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** What is of the whole row stands in its first line. */
  private static List<String> cells(ExperimentTable.Row row, int index) {
    RowResult result = row.result();
    RowFigure figure = result.figures().get(index);
    boolean first = index == 0;
    return List.of(
        first ? code(row.command()) : "",
        first ? text(row.what()) : "",
        text(figure.reported().metric()),
        text(figure.reported().text()),
        text(FigureText.ours(figure)),
        FigureText.difference(figure),
        first ? runs(result) : "",
        figure.key().isEmpty() ? "" : code(FigureText.key(figure)),
        first ? notes(result) : "");
  }

  private static String runs(RowResult result) {
    Found found = result.found();
    return found == null
        ? ""
        : found.all().stream().map(run -> code(run.id())).collect(Collectors.joining(" "));
  }

  private static String notes(RowResult result) {
    return Stream.of(result.remark(), result.row().note())
        .filter(note -> !note.isEmpty())
        .map(ExperimentsMarkdown::text)
        .collect(Collectors.joining("; "));
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** Shown as it is, whatever is in it. */
  private static String text(String any) {
    String plain = INVISIBLE.matcher(any).replaceAll(" ").strip();
    return MARKUP
        .matcher(plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        .replaceAll("\\\\$0");
  }

  /** In a cell of a table, where a bar would end it even in code. */
  private static String code(String any) {
    String plain = INVISIBLE.matcher(any).replaceAll(" ").strip().replace("|", "\\|");
    return plain.contains("`") ? "`` " + plain.replace("``", "` `") + " ``" : "`" + plain + "`";
  }
}
