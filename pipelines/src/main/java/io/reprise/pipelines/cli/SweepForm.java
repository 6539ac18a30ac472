package io.reprise.pipelines.cli;

import io.reprise.pipelines.sweep.SweepReport;
import io.reprise.pipelines.sweep.TableForms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a sweep's table is printed. */
final class SweepForm {

  private static final String GAP = "  ";

  @ArgGroup private @Nullable Form form;

  /** At most one. */
  static final class Form {
    @Option(names = "--csv", description = "Print the table as CSV, with all columns and digits.")
    private boolean csv;

    @Option(names = "--markdown", description = "Print the table as Markdown.")
    private boolean markdown;

    @Option(names = "--latex", description = "Print the table for LaTeX, with booktabs.")
    private boolean latex;
  }

  /** Whether only the table is printed. */
  boolean isTableAlone() {
    return form != null;
  }

  String text(SweepReport report) throws IOException {
    if (form == null) {
      return aligned(TableForms.shown(report.table()), Terminal.columns());
    }
    if (form.csv) {
      return TableForms.csv(report.table());
    }
    return form.markdown ? TableForms.markdown(report.table()) : TableForms.latex(report.table());
  }

  /** As many columns as fit, those that say nothing left out. */
  private static String aligned(List<List<String>> lines, int columns) {
    List<Integer> some =
        IntStream.range(0, lines.get(0).size())
            .filter(i -> lines.stream().skip(1).anyMatch(line -> !isNothing(lines.get(0), line, i)))
            .boxed()
            .toList();
    List<Integer> fitting = new ArrayList<>();
    int total = 0;
    for (int i : some) {
      int width = Terminal.width(lines.stream().map(line -> line.get(i)).toList());
      if (!fitting.isEmpty() && total + GAP.length() + width > columns) {
        break;
      }
      total += (fitting.isEmpty() ? 0 : GAP.length()) + width;
      fitting.add(i);
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      List<String> cells = new ArrayList<>();
      for (int i : fitting) {
        int width = Terminal.width(lines.stream().map(each -> each.get(i)).toList());
        cells.add(Terminal.pad(Terminal.fit(line.get(i), columns), width));
      }
      text.append(String.join(GAP, cells).stripTrailing()).append('\n');
    }
    List<String> left =
        some.subList(fitting.size(), some.size()).stream().map(lines.get(0)::get).toList();
    return left.isEmpty()
        ? text.toString()
        : text + "and " + String.join(", ", left) + ": --csv has all columns\n";
  }

  private static boolean isNothing(List<String> names, List<String> line, int column) {
    String cell = line.get(column);
    return cell.equals("-") || names.get(column).equals("failed") && cell.equals("0");
  }
}
