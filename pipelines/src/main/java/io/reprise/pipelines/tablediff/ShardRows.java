package io.reprise.pipelines.tablediff;

import io.reprise.schemas.parquet.AnyTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The rows of one shard after the other, as they stand there. One file is open at a time. */
final class ShardRows implements RowCursor {

  private final Iterator<TableShard> shards;
  private final Schema schema;
  private final int[] key;
  private @Nullable AnyTable open;

  /**
   * @param schema of the table; a column that a shard lacks is null
   */
  ShardRows(List<TableShard> shards, Schema schema, List<String> key) {
    this.shards = shards.iterator();
    this.schema = schema;
    this.key = key.stream().mapToInt(column -> schema.getField(column).pos()).toArray();
  }

  @Override
  public @Nullable Row next() throws IOException {
    while (true) {
      if (open == null) {
        if (!shards.hasNext()) {
          return null;
        }
        TableShard shard = shards.next();
        open = new AnyTable(shard.name(), FileChannel.open(shard.path()));
      }
      GenericRecord cells = open.read();
      if (cells != null) {
        IndexedRecord row = hasTableColumns(cells.getSchema()) ? cells : arranged(cells);
        return new Row(KeyOrder.key(row, key), row);
      }
      close();
    }
  }

  private boolean hasTableColumns(Schema shard) {
    List<Schema.Field> columns = schema.getFields();
    List<Schema.Field> own = shard.getFields();
    if (own.size() != columns.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      if (!own.get(i).name().equals(columns.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  private IndexedRecord arranged(GenericRecord cells) {
    GenericRecord row = new GenericData.Record(schema);
    cells.getSchema().getFields().forEach(field -> row.put(field.name(), cells.get(field.pos())));
    return row;
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
