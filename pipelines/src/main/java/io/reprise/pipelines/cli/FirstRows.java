package io.reprise.pipelines.cli;

import io.reprise.schemas.parquet.AnyTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** The beginning of a table, for people. */
final class FirstRows {

  private static final String MORE = "  ...";

  private FirstRows() {}

  /**
   * At most {@code count} rows, each as one line. A row that is too long ends before a field, never
   * within a number.
   *
   * @param columns of the terminal
   */
  static List<String> of(Path file, int count, int columns) throws IOException {
    List<String> lines = new ArrayList<>();
    try (AnyTable table = new AnyTable(file.toString(), FileChannel.open(file))) {
      GenericRecord row = table.read();
      while (row != null && lines.size() < count) {
        List<String> fields = new ArrayList<>();
        for (Schema.Field field : row.getSchema().getFields()) {
          fields.add(field.name() + " " + CellText.of(row.get(field.pos())));
        }
        lines.add(line(fields, columns));
        row = table.read();
      }
    }
    return lines;
  }

  /** As many of the fields as fit, but at least the first. */
  static String line(List<String> fields, int columns) {
    return line(fields, 1, columns);
  }

  /**
   * As many of the fields as fit.
   *
   * @param least that are shown also where they do not fit
   */
  static String line(List<String> fields, int least, int columns) {
    String line = String.join("  ", fields);
    for (int shown = fields.size() - 1; shown >= least && TextWidth.of(line) > columns; shown--) {
      line = String.join("  ", fields.subList(0, shown)) + MORE;
    }
    return line;
  }
}
