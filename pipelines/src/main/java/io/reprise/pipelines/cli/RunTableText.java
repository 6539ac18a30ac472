package io.reprise.pipelines.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.reprise.schemas.text.Markdown;
import io.reprise.schemas.text.Markdown.Alignment;
import io.reprise.schemas.text.Numbers;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A table of runs written out. */
final class RunTableText {

  private static final int MOST_NAMED = 3;

  /** Of a metric with four digits after the point too little is left below. */
  private static final double SMALL = 0.001;

  private final List<String> names;
  private final Set<String> askedFor;
  private final List<List<@Nullable Object>> rows;
  private final List<List<String>> shown = new ArrayList<>();

  RunTableText(RunTable table) {
    this.names = table.names();
    this.askedFor = names.stream().filter(table::isAskedFor).collect(Collectors.toSet());
    this.rows = table.rows();
    for (List<@Nullable Object> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        cells.add(shown(row.get(i), table.isParameter(names.get(i))));
      }
      shown.add(cells);
    }
  }

  /** With all digits. */
  String csv() throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(names);
      for (List<@Nullable Object> row : rows) {
        csv.writeRecord(row.stream().map(cell -> cell == null ? "" : Numbers.text(cell)).toList());
      }
    }
    return text.toString();
  }

  /** A table as GitHub shows it. */
  String markdown() {
    return Markdown.table(
        Collections.nCopies(names.size(), Alignment.LEFT),
        names,
        shown.stream().map(row -> row.stream().map(Markdown::text).toList()).toList());
  }

  /**
   * Columns below each other: those that were asked for, and of the others as many as fit; what is
   * left out is said in a last line.
   *
   * @param columns of characters
   */
  String text(int columns) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(names);
    lines.addAll(shown);
    Set<Integer> fitting = fitting(Terminal.widths(lines), columns);
    List<List<String>> cells =
        lines.stream().map(line -> fitting.stream().map(line::get).toList()).toList();
    return String.join("\n", Terminal.aligned(cells))
        + "\n"
        + leftOut(
            IntStream.range(0, names.size())
                .filter(i -> !fitting.contains(i))
                .mapToObj(names::get)
                .toList());
  }

  private Set<Integer> fitting(List<Integer> widths, int columns) {
    Set<Integer> fitting = new TreeSet<>();
    int total = -Terminal.GAP.length();
    for (int i = 0; i < names.size(); i++) {
      if (askedFor.contains(names.get(i))) {
        fitting.add(i);
        total += Terminal.GAP.length() + widths.get(i);
      }
    }
    for (int i = 0; i < names.size(); i++) {
      total += fitting.contains(i) ? 0 : Terminal.GAP.length() + widths.get(i);
      if (total > columns) {
        break;
      }
      fitting.add(i);
    }
    return fitting;
  }

  private static String leftOut(List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String some = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)));
    return String.format(
        Locale.ROOT,
        "and %d more (%s%s): choose with --metric and --param, or see all with --csv%n",
        names.size(),
        some,
        names.size() > MOST_NAMED ? ", ..." : "");
  }

  /** Metrics in short; two small ones, or two parameters, that differ do not look the same. */
  private static String shown(@Nullable Object cell, boolean parameter) {
    if (cell == null) {
      return "-";
    }
    if (parameter || !(cell instanceof Number number)) {
      return Numbers.text(cell);
    }
    double value = number.doubleValue();
    return value != 0 && Math.abs(value) < SMALL
        ? CellText.rounded(value)
        : RunSummary.number(value);
  }
}
