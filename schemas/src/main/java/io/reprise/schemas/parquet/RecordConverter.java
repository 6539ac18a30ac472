package io.reprise.schemas.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Rows, or structs, as records: columns by their names, in any order, those not known left out. */
final class RecordConverter extends GroupConverter {

  private final Schema schema;
  private final Consumer<Object> sink;
  private final List<Converter> columns = new ArrayList<>();
  private final @Nullable Object[] values;

  /** Of the fields whose columns are not there. */
  private final @Nullable Object[] defaults;

  /**
   * @throws ColumnMismatch when a column is not there, or cannot be read as its field
   */
  RecordConverter(Schema schema, GroupType found, Consumer<Object> sink) {
    this.schema = schema;
    this.sink = sink;
    this.values = new @Nullable Object[schema.getFields().size()];
    this.defaults = new @Nullable Object[values.length];
    List<String> problems = new ArrayList<>();
    for (Type column : known(schema, found)) {
      Schema.Field field = schema.getField(column.getName());
      Optional<Converter> converter =
          column.isRepetition(Type.Repetition.REPEATED)
              ? Optional.empty()
              : ValueConverters.of(
                  field.schema(), column, column.getName(), value -> values[field.pos()] = value);
      converter.ifPresentOrElse(columns::add, () -> problems.add(mismatch(field, column)));
    }
    problems.addAll(missing(schema, found));
    for (Schema.Field field : schema.getFields()) {
      if (!found.containsField(field.name()) && field.hasDefaultValue()) {
        defaults[field.pos()] = SpecificData.get().getDefaultValue(field);
      }
    }
    if (!problems.isEmpty()) {
      throw new ColumnMismatch(problems);
    }
  }

  /** The columns that are read. */
  static List<Type> known(Schema schema, GroupType found) {
    return found.getFields().stream()
        .filter(column -> schema.getField(column.getName()) != null)
        .toList();
  }

  private static String mismatch(Schema.Field field, Type column) {
    return String.format(
        Locale.ROOT,
        "column '%s' is %s, where %s is expected",
        field.name(),
        ColumnTypes.found(column),
        ColumnTypes.expected(field.schema()));
  }

  private static List<String> missing(Schema schema, GroupType found) {
    List<String> problems = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if (!found.containsField(field.name()) && !field.hasDefaultValue()) {
        problems.add(
            String.format(
                Locale.ROOT,
                "has no column '%s' (%s)",
                field.name(),
                ColumnTypes.expected(field.schema())));
      }
    }
    if (!problems.isEmpty()) {
      problems.add("has the columns " + String.join(", ", names(found)));
    }
    return problems;
  }

  private static List<String> names(GroupType found) {
    return found.getFields().stream().map(Type::getName).toList();
  }

  @Override
  public Converter getConverter(int field) {
    return columns.get(field);
  }

  @Override
  public void start() {
    System.arraycopy(defaults, 0, values, 0, values.length);
  }

  @Override
  public void end() {
    SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), valueOf(field));
    }
    sink.accept(record);
  }

  private @Nullable Object valueOf(Schema.Field field) {
    Object value = values[field.pos()];
    if (value != null || ColumnTypes.isNullable(field.schema())) {
      return value;
    }
    throw new ValueProblem(
        field.name(), "is null, where " + ColumnTypes.expected(field.schema()) + " is expected");
  }
}
