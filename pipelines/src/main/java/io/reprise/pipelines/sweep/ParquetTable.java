package io.reprise.pipelines.sweep;

import io.reprise.pipelines.sweep.Table.Column;
import io.reprise.schemas.parquet.TableWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A table as a Parquet file: the same rows give the same bytes. */
final class ParquetTable {

  private ParquetTable() {}

  static byte[] bytes(Table table) throws IOException {
    Table flat = table.flat();
    Schema schema = schema(flat.columns());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TableWriter<GenericRecord> writer =
        new TableWriter<>(Channels.newChannel(bytes), schema)) {
      for (List<@Nullable Object> row : flat.rows()) {
        GenericRecord record = new GenericData.Record(schema);
        for (int i = 0; i < row.size(); i++) {
          record.put(i, row.get(i));
        }
        writer.write(record);
      }
    }
    return bytes.toByteArray();
  }

  private static Schema schema(List<Column> columns) {
    SchemaBuilder.FieldAssembler<Schema> fields =
        SchemaBuilder.record("SweepRow").namespace("io.reprise.schemas.record").fields();
    for (Column column : columns) {
      var field = fields.name(column.name()).doc(column.what()).type().unionOf().nullType().and();
      fields =
          switch (column.kind()) {
            case TEXT -> field.stringType().endUnion().nullDefault();
            case WHOLE -> field.longType().endUnion().nullDefault();
            case REAL -> field.doubleType().endUnion().nullDefault();
            case ESTIMATE -> throw new IllegalArgumentException("an estimate is four columns");
          };
    }
    return fields.endRecord();
  }
}
