package io.reprise.pipelines.tablediff;

import io.reprise.schemas.parquet.TableWriter;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows that differ as Parquet: {@code change} is added, removed or changed; {@code
 * before} and {@code after} are the whole row in both tables, null where one does not have it.
 */
public final class DifferingRows implements RowSink {

  private final Path file;
  private final Schema schema;
  private final TableWriter<GenericRecord> writer;

  private DifferingRows(Path file, Schema schema) throws IOException {
    this.file = file;
    this.schema = schema;
    this.writer =
        new TableWriter<>(
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING),
            schema);
  }

  /**
   * @param file replaced if it is there
   */
  public static RowSink.Factory into(Path file) {
    return (before, after) -> {
      Map<String, Schema> columns = new LinkedHashMap<>();
      columns.put("change", Schema.create(Schema.Type.STRING));
      columns.put("before", side("Before", before));
      columns.put("after", side("After", after));
      return new DifferingRows(file, TableSchema.of(columns));
    };
  }

  private static Schema side(String name, Schema columns) {
    List<Schema.Field> fields =
        columns.getFields().stream().map(field -> new Schema.Field(field, field.schema())).toList();
    return Schema.createUnion(
        Schema.create(Schema.Type.NULL),
        Schema.createRecord(name, null, "io.reprise.table", false, fields));
  }

  @Override
  public void take(RowChange change) throws IOException {
    GenericRecord row = new GenericData.Record(schema);
    row.put("change", change.kind().name().toLowerCase(Locale.ROOT));
    row.put("before", in("before", change.before()));
    row.put("after", in("after", change.after()));
    try {
      writer.write(row);
    } catch (RuntimeException e) { // such as of a list with a null in it
      throw new ReportedException(
          file + ": a row cannot be written: " + e.getMessage() + "; leave --out away", e);
    }
  }

  private @Nullable GenericRecord in(String side, @Nullable IndexedRecord cells) {
    if (cells == null) {
      return null;
    }
    GenericRecord row =
        new GenericData.Record(TableSchema.required(schema.getField(side).schema()));
    for (int i = 0; i < cells.getSchema().getFields().size(); i++) {
      row.put(i, cells.get(i));
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
