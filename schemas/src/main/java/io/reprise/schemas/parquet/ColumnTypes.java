package io.reprise.schemas.parquet;

import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Types as messages call them. */
final class ColumnTypes {

  private ColumnTypes() {}

  /** Of a record's field, in the words of Avro and Arrow. */
  static String expected(Schema schema) {
    Schema required = required(schema);
    return switch (required.getType()) {
      case INT -> "int32";
      case LONG -> "int64";
      case FLOAT -> "float32";
      case DOUBLE -> "float64";
      case STRING -> "string";
      case BYTES -> "binary";
      case BOOLEAN -> "boolean";
      case ARRAY -> "list of " + expected(required.getElementType());
      case ENUM -> "one of " + String.join(", ", required.getEnumSymbols());
      default -> required.getType().getName();
    };
  }

  /** The type without null. */
  static Schema required(Schema schema) {
    return schema.getType() == Schema.Type.UNION && schema.getTypes().size() == 2
        ? schema.getTypes().get(schema.getTypes().get(0).getType() == Schema.Type.NULL ? 1 : 0)
        : schema;
  }

  static boolean isNullable(Schema schema) {
    return schema.getType() == Schema.Type.UNION
        && schema.getTypes().stream().anyMatch(type -> type.getType() == Schema.Type.NULL);
  }

  /** Of a column in a file. */
  static String found(Type column) {
    LogicalTypeAnnotation meaning = column.getLogicalTypeAnnotation();
    if (meaning instanceof ListLogicalTypeAnnotation && !column.isPrimitive()) {
      Type element = ListConverter.element(column.asGroupType());
      return "list of " + (element == column ? "groups" : found(element));
    }
    if (meaning instanceof IntLogicalTypeAnnotation whole) {
      return (whole.isSigned() ? "int" : "uint") + whole.getBitWidth();
    }
    if (meaning != null) {
      return meaning.toString().toLowerCase(Locale.ROOT);
    }
    if (!column.isPrimitive()) {
      return "struct";
    }
    String name = column.asPrimitiveType().getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    String arrow =
        switch (name) {
          case "float" -> "float32";
          case "double" -> "float64";
          default -> name;
        };
    return column.isRepetition(Type.Repetition.REPEATED) ? "list of " + arrow : arrow;
  }
}
