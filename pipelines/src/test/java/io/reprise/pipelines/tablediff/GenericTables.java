package io.reprise.pipelines.tablediff;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.parquet.AnyTable;
import io.reprise.schemas.parquet.TableWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Tables of tests. */
public final class GenericTables {

  private GenericTables() {}

  /**
   * @param columns by name: long, double, string, bytes, or list for a list of doubles
   */
  public static Schema schema(Map<String, String> columns) {
    SchemaBuilder.FieldAssembler<Schema> fields = SchemaBuilder.record("Test").fields();
    for (Map.Entry<String, String> column : columns.entrySet()) {
      fields = field(fields, column.getKey(), column.getValue());
    }
    return fields.endRecord();
  }

  private static SchemaBuilder.FieldAssembler<Schema> field(
      SchemaBuilder.FieldAssembler<Schema> fields, String name, String type) {
    Schema plain =
        type.equals("list")
            ? Schema.createArray(Schema.create(Schema.Type.DOUBLE))
            : Schema.create(Schema.Type.valueOf(type.toUpperCase(Locale.ROOT)));
    return fields
        .name(name)
        .type(Schema.createUnion(Schema.create(Schema.Type.NULL), plain))
        .withDefault(null);
  }

  public static GenericRecord row(Schema schema, @Nullable Object... cells) {
    GenericRecord row = new GenericData.Record(schema);
    for (int i = 0; i < cells.length; i++) {
      row.put(i, cells[i]);
    }
    return row;
  }

  public static TableShard write(Path file, Schema schema, List<GenericRecord> rows)
      throws IOException {
    try (TableWriter<GenericRecord> table =
        new TableWriter<>(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            schema)) {
      for (GenericRecord row : rows) {
        table.write(row);
      }
    }
    return new TableShard(file.getFileName().toString(), Digest.of(file).hex(), file);
  }

  public static List<GenericRecord> read(Path file) throws IOException {
    List<GenericRecord> rows = new ArrayList<>();
    try (AnyTable table = new AnyTable(file.toString(), FileChannel.open(file))) {
      for (GenericRecord row = table.read(); row != null; row = table.read()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
