package io.reprise.pipelines.tablediff;

import io.reprise.schemas.parquet.AnyTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;

/** The columns of a table. */
final class TableSchema {

  private TableSchema() {}

  /** Those of all shards, in the order in which they come; each can be null. */
  static Schema of(List<TableShard> shards) throws IOException {
    Map<String, Schema> columns = new LinkedHashMap<>();
    for (TableShard shard : shards) {
      try (AnyTable table = new AnyTable(shard.name(), FileChannel.open(shard.path()))) {
        table
            .schema()
            .getFields()
            .forEach(field -> columns.putIfAbsent(field.name(), nullable(field.schema())));
      }
    }
    return of(columns);
  }

  static Schema of(Map<String, Schema> columns) {
    List<Schema.Field> fields = new ArrayList<>();
    columns.forEach(
        (name, schema) -> fields.add(new Schema.Field(name, schema, null, (Object) null)));
    return Schema.createRecord("Row", null, "io.reprise.table", false, fields);
  }

  private static Schema nullable(Schema schema) {
    return schema.isNullable()
        ? schema
        : schema.isUnion() ? schema : Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
  }

  /** The type without null. */
  static Schema required(Schema schema) {
    if (schema.isUnion()) {
      List<Schema> types =
          schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
      return types.size() == 1 ? types.get(0) : schema;
    }
    return schema;
  }

  /** In the words of Arrow: int64, list of float32. */
  static String text(Schema schema) {
    Schema required = required(schema);
    if (required.getLogicalType() != null) {
      return required.getLogicalType().getName();
    }
    return switch (required.getType()) {
      case INT -> "int32";
      case LONG -> "int64";
      case FLOAT -> "float32";
      case DOUBLE -> "float64";
      case BYTES -> "binary";
      case RECORD -> "struct";
      case ARRAY -> "list of " + text(required.getElementType());
      case ENUM -> "string";
      default -> required.getType().name().toLowerCase(Locale.ROOT);
    };
  }
}
