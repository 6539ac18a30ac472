package io.reprise.pipelines.cli;

import io.reprise.pipelines.outputs.FilesDiff;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.tablediff.CellChange;
import io.reprise.pipelines.tablediff.ColumnDiff;
import io.reprise.pipelines.tablediff.RowChange;
import io.reprise.pipelines.tablediff.TableDiff;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** What differs between two outputs, for people. */
final class OutputText {

  private static final int MOST_FILES = 5;

  /** Of rows. */
  private static final int INDENT = 4;

  private final OutputDiff output;

  OutputText(OutputDiff output) {
    this.output = output;
  }

  void print(PrintStream out) {
    TableDiff table = output.table();
    out.println(output.name() + (table == null ? "" : ": " + summary(table)));
    if (table != null) {
      int width = Terminal.width(table.columns().stream().map(ColumnDiff::name).toList());
      for (ColumnDiff column : table.columns()) {
        out.println("  " + Terminal.pad(column.name(), width) + "  " + text(column));
      }
      table.samples().forEach(row -> out.println("    " + text(row, table.key())));
    }
    if (output.agreement() != null) {
      AgreementText.lines(output.agreement()).forEach(line -> out.println("  " + line));
    }
    PictureText.lines(output.pictures()).forEach(line -> out.println("  " + line));
    FilesDiff files = output.files();
    printFiles(out, "changed", files.changed());
    printFiles(out, "added", files.added());
    printFiles(out, "removed", files.removed());
  }

  private static String summary(TableDiff table) {
    if (table.problem() != null) {
      return "rows cannot be compared: " + table.problem();
    }
    if (table.isEmpty()) {
      return "no row differs beyond the tolerance, only bytes";
    }
    String files = table.equalShards() == 1 ? "file" : "files";
    return String.format(
        Locale.ROOT,
        "%,d changed, %,d added, %,d removed, %,d equal%s",
        table.changed(),
        table.added(),
        table.removed(),
        table.equal(),
        table.equalShards() == 0
            ? ""
            : String.format(
                Locale.ROOT, ", and the rows of %,d equal %s", table.equalShards(), files));
  }

  private static String text(ColumnDiff column) {
    List<String> facts = new ArrayList<>();
    if (column.typeBefore() == null) {
      facts.add("added (" + column.typeAfter() + ")" + filled(column));
    } else if (column.typeAfter() == null) {
      facts.add("removed (" + column.typeBefore() + ")" + filled(column));
    } else {
      if (column.isRetyped()) {
        facts.add(column.typeBefore() + " -> " + column.typeAfter());
      }
      facts.add(
          String.format(
              Locale.ROOT, column.changed() == 1 ? "%,d row" : "%,d rows", column.changed()));
      if (column.elements() != null) {
        facts.add(String.format(Locale.ROOT, "%,d elements", column.elements()));
      }
      if (column.largest() != null) {
        facts.add("by up to " + amount(column.largest()));
      }
    }
    return String.join(", ", facts);
  }

  private static String filled(ColumnDiff column) {
    return String.format(Locale.ROOT, ", with a value in %,d rows", column.changed());
  }

  private static String text(RowChange row, List<String> key) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      fields.add(key.get(i) + " " + CellText.of(row.key().get(i)));
    }
    if (row.kind() == RowChange.Kind.CHANGED) {
      row.cells().forEach((column, change) -> fields.add(text(column, change, row)));
    } else {
      IndexedRecord cells = Objects.requireNonNullElse(row.before(), row.after());
      for (Schema.Field field : cells.getSchema().getFields()) {
        if (!key.contains(field.name())) {
          fields.add(field.name() + " " + CellText.of(cells.get(field.pos())));
        }
      }
    }
    String sign =
        switch (row.kind()) {
          case ADDED -> "+ ";
          case REMOVED -> "- ";
          case CHANGED -> "~ ";
        };
    // A changed row whose change is not shown would say nothing.
    int least = row.kind() == RowChange.Kind.CHANGED ? key.size() + 1 : key.size();
    return sign + FirstRows.line(fields, least, Terminal.columns() - INDENT - sign.length());
  }

  /** Of long lists and of bytes only how they differ. */
  private static String text(String column, CellChange change, RowChange row) {
    Object before = cell(row.before(), column);
    Object after = cell(row.after(), column);
    boolean elements = before instanceof List || before instanceof ByteBuffer;
    String cells = " " + CellText.change(before, after);
    if (!elements || after == null) {
      return column + cells;
    }
    boolean shown =
        CellText.isShort(before)
            && CellText.isShort(after)
            && TextWidth.of(cells) <= Terminal.columns() / 2; // how much they differ comes first
    String largest =
        Double.isNaN(change.magnitude()) ? "" : ", by up to " + amount(change.magnitude());
    return String.format(
        Locale.ROOT, "%s%s (%,d differ%s)", column, shown ? cells : "", change.elements(), largest);
  }

  /** Whole numbers without a point. */
  private static String amount(double value) {
    return value == Math.rint(value) && value < 1e15
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : CellText.rounded(value);
  }

  private static @Nullable Object cell(@Nullable IndexedRecord row, String column) {
    return row == null ? null : row.get(row.getSchema().getField(column).pos());
  }

  private static void printFiles(PrintStream out, String what, List<String> files) {
    if (!files.isEmpty()) {
      String more =
          files.size() > MOST_FILES ? " and " + (files.size() - MOST_FILES) + " more" : "";
      out.println(
          "  " + what + ": " + String.join(", ", files.stream().limit(MOST_FILES).toList()) + more);
    }
  }
}
