package io.reprise.pipelines.cli;

import io.reprise.schemas.parquet.AnyTable;
import io.reprise.schemas.text.Numbers;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The beginning of a table, for people. */
final class FirstRows {

  private static final int LIST_ELEMENTS = 4;
  private static final MathContext DIGITS = new MathContext(5);
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
    try (AnyTable table = new AnyTable(FileChannel.open(file))) {
      GenericRecord row = table.read();
      while (row != null && lines.size() < count) {
        List<String> fields = new ArrayList<>();
        for (Schema.Field field : row.getSchema().getFields()) {
          fields.add(field.name() + " " + show(row.get(field.pos())));
        }
        lines.add(line(fields, columns));
        row = table.read();
      }
    }
    return lines;
  }

  /** As many of the fields as fit, but at least the first. */
  static String line(List<String> fields, int columns) {
    String line = String.join("  ", fields);
    for (int shown = fields.size() - 1; shown > 0 && TextWidth.of(line) > columns; shown--) {
      line = String.join("  ", fields.subList(0, shown)) + MORE;
    }
    return line;
  }

  private static String show(@Nullable Object value) {
    if (value instanceof ByteBuffer bytes) {
      return "<" + bytes.remaining() + " bytes>";
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .limit(LIST_ELEMENTS)
          .map(FirstRows::show)
          .collect(
              Collectors.joining(
                  ", ", "[", list.size() > LIST_ELEMENTS ? ", ... " + list.size() + "]" : "]"));
    }
    if (value instanceof Double || value instanceof Float) {
      return rounded(((Number) value).doubleValue());
    }
    return value == null ? "-" : Numbers.text(value);
  }

  /** To five digits: 0.98214, 0.000014235, 1.4235E-9. */
  static String rounded(double value) {
    if (!Double.isFinite(value) || value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Numbers.text(value);
    }
    BigDecimal rounded = new BigDecimal(Numbers.text(value)).round(DIGITS).stripTrailingZeros();
    return Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15
        ? rounded.toPlainString()
        : rounded.toString();
  }
}
