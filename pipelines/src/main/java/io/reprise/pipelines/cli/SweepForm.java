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
    List<Integer> widths = Terminal.widths(lines);
    List<Integer> fitting = new ArrayList<>();
    int total = 0;
    for (int i : some) {
      if (!fitting.isEmpty() && total + Terminal.GAP.length() + widths.get(i) > columns) {
        break;
      }
      total += (fitting.isEmpty() ? 0 : Terminal.GAP.length()) + widths.get(i);
      fitting.add(i);
    }
    List<List<String>> cells =
        lines.stream()
            .map(line -> fitting.stream().map(i -> Terminal.fit(line.get(i), columns)).toList())
            .toList();
    String text = String.join("\n", Terminal.aligned(cells)) + "\n";
    List<String> left =
        some.subList(fitting.size(), some.size()).stream().map(lines.get(0)::get).toList();
    return left.isEmpty()
        ? text
        : text + "and " + String.join(", ", left) + ": --csv has all columns\n";
  }

  private static boolean isNothing(List<String> names, List<String> line, int column) {
    String cell = line.get(column);
    return cell.equals("-") || names.get(column).equals("failed") && cell.equals("0");
  }
}
