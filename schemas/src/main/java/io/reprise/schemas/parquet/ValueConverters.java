package io.reprise.schemas.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** How values come from a column into a field, by the types of both. */
final class ValueConverters {

  private ValueConverters() {}

  /**
   * @param name of the column, for messages
   * @param sink takes each value that is not null
   * @return empty where a column of this type cannot be read as the field
   */
  static Optional<Converter> of(Schema field, Type column, String name, Consumer<Object> sink) {
    Schema wanted = ColumnTypes.required(field);
    return Optional.ofNullable(
        switch (wanted.getType()) {
          case INT, LONG, FLOAT, DOUBLE -> number(wanted.getType(), column, name, sink);
          case STRING -> isText(column) ? new TextConverter(name, text -> text, sink) : null;
          case ENUM -> isText(column) ? symbols(wanted, name, sink) : null;
          case BOOLEAN -> is(column, PrimitiveTypeName.BOOLEAN) ? flags(sink) : null;
          case BYTES -> bytes(column, name, sink);
          case ARRAY ->
              list(wanted.getElementType(), column, name, new ValueList(name, wanted, sink));
          case RECORD -> column.isPrimitive() ? null : record(wanted, column, sink);
          default -> null;
        });
  }

  private static Converter record(Schema wanted, Type column, Consumer<Object> sink) {
    return new RecordConverter(wanted, column.asGroupType(), sink);
  }

  private static boolean is(Type column, PrimitiveTypeName stored) {
    return column.isPrimitive() && column.asPrimitiveType().getPrimitiveTypeName() == stored;
  }

  private static @Nullable Converter number(
      Schema.Type wanted, Type column, String name, Consumer<Object> sink) {
    return column.isPrimitive()
        ? NumberConverter.of(wanted, column.asPrimitiveType(), name, sink)
        : null;
  }

  /** Older writers do not say that bytes are text. */
  private static boolean isText(Type column) {
    LogicalTypeAnnotation meaning = column.getLogicalTypeAnnotation();
    return is(column, PrimitiveTypeName.BINARY)
        && (meaning == null
            || meaning instanceof StringLogicalTypeAnnotation
            || meaning instanceof EnumLogicalTypeAnnotation
            || meaning instanceof JsonLogicalTypeAnnotation);
  }

  private static Converter symbols(Schema wanted, String name, Consumer<Object> sink) {
    return new TextConverter(
        name,
        text -> {
          if (!wanted.hasEnumSymbol(text)) {
            throw new ValueProblem(
                name, "is '" + text + "', where " + ColumnTypes.expected(wanted) + " is expected");
          }
          return SpecificData.get().createEnum(text, wanted);
        },
        sink);
  }

  private static Converter flags(Consumer<Object> sink) {
    return new PrimitiveConverter() {
      @Override
      public void addBoolean(boolean value) {
        sink.accept(value);
      }
    };
  }

  /** Bytes as such, or a list of numbers from 0 to 255. */
  private static @Nullable Converter bytes(Type column, String name, Consumer<Object> sink) {
    if (ListConverter.isList(column)) {
      ByteList bytes = new ByteList(name, new ByteArrayOutputStream(), sink);
      return list(Schema.create(Schema.Type.INT), column, name, bytes);
    }
    boolean stored =
        is(column, PrimitiveTypeName.BINARY) || is(column, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);
    return stored && column.getLogicalTypeAnnotation() == null
        ? new PrimitiveConverter() {
          @Override
          public void addBinary(Binary value) {
            sink.accept(ByteBuffer.wrap(value.getBytes()));
          }
        }
        : null;
  }

  private static @Nullable Converter list(
      Schema element, Type column, String name, ListConverter.Elements elements) {
    if (!ListConverter.isList(column)) {
      return null;
    }
    GroupType group = column.asGroupType();
    // Made twice: once to know whether it can be.
    return of(element, ListConverter.element(group), name, value -> {}).isEmpty()
        ? null
        : new ListConverter(
            group, elements, (type, sink) -> of(element, type, name, sink).orElseThrow());
  }
}
