package io.reprise.pipelines.sweep;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.reprise.pipelines.sweep.Table.Column;
import io.reprise.pipelines.sweep.Table.Kind;
import io.reprise.schemas.text.Markdown;
import io.reprise.schemas.text.Markdown.Alignment;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as text: CSV has all digits, Markdown and LaTeX what people read. */
public final class TableForms {

  private TableForms() {}

  public static String csv(Table table) throws IOException {
    Table flat = table.flat();
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(flat.columns().stream().map(Column::name).toList());
      for (List<@Nullable Object> row : flat.rows()) {
        csv.writeRecord(row.stream().map(CellForm::exact).toList());
      }
    }
    return text.toString();
  }

  /** The columns' names, and then each row's cells, for people. */
  public static List<List<String>> shown(Table table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns().stream().map(Column::name).toList());
    for (List<@Nullable Object> row : table.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(CellForm.shown(row.get(i), table.columns().get(i)));
      }
      lines.add(cells);
    }
    return lines;
  }

  /** As GitHub shows it. */
  public static String markdown(Table table) {
    List<List<String>> lines = shown(table);
    return Markdown.table(
        table.columns().stream()
            .map(column -> column.kind() == Kind.TEXT ? Alignment.LEFT : Alignment.RIGHT)
            .toList(),
        lines.get(0),
        lines.stream().skip(1).map(line -> line.stream().map(Markdown::text).toList()).toList());
  }

  /** For the package booktabs. */
  public static String latex(Table table) {
    List<List<String>> lines = shown(table);
    String layout =
        table.columns().stream()
            .map(column -> column.kind() == Kind.TEXT ? "l" : "r")
            .collect(Collectors.joining());
    List<String> text = new ArrayList<>();
    Collections.addAll(text, "\\begin{tabular}{" + layout + "}", "\\toprule");
    text.add(latexLine(lines.get(0)));
    text.add("\\midrule");
    lines.stream().skip(1).forEach(line -> text.add(latexLine(line)));
    Collections.addAll(text, "\\bottomrule", "\\end{tabular}");
    return String.join("\n", text) + "\n";
  }

  private static String latexLine(List<String> cells) {
    return cells.stream()
        .map(TableForms::latexCell)
        .collect(Collectors.joining(" & ", "", " \\\\"));
  }

  private static String latexCell(String cell) {
    StringBuilder text = new StringBuilder();
    cell.replaceAll("\\s+", " ")
        .codePoints()
        .forEach(
            point -> {
              String one = Character.toString(point);
              text.append(
                  switch (one) {
                    case "\\" -> "\\textbackslash{}";
                    case "~" -> "\\textasciitilde{}";
                    case "^" -> "\\textasciicircum{}";
                    case "±" -> "$\\pm$";
                    case "<" -> "\\textless{}";
                    case ">" -> "\\textgreater{}";
                    case "&", "%", "$", "#", "_", "{", "}" -> "\\" + one;
                    default -> one;
                  });
            });
    return text.toString();
  }
}
