package io.reprise.pipelines.cli;

import io.reprise.schemas.parquet.AnyTable;
import io.reprise.schemas.text.Numbers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** The beginning of a table, for people. */
final class FirstRows {

  private static final int LIST_ELEMENTS = 4;

  private FirstRows() {}

  /** At most {@code count} rows, each as one line. */
  static List<String> of(Path file, int count) throws IOException {
    List<String> lines = new ArrayList<>();
    try (AnyTable table = new AnyTable(FileChannel.open(file))) {
      GenericRecord row = table.read();
      while (row != null && lines.size() < count) {
        List<String> fields = new ArrayList<>();
        for (Schema.Field field : row.getSchema().getFields()) {
          fields.add(field.name() + " " + show(row.get(field.pos())));
        }
        lines.add(String.join("  ", fields));
        row = table.read();
      }
    }
    return lines;
  }

  private static String show(@Nullable Object value) {
    if (value instanceof ByteBuffer bytes) {
      return "<" + bytes.remaining() + " bytes>";
    }
    if (value instanceof List<?> list && list.size() > LIST_ELEMENTS) {
      return Numbers.text(list.subList(0, LIST_ELEMENTS))
          .replace("]", ", ... " + list.size() + "]");
    }
    return value == null ? "-" : Numbers.text(value);
  }
}
