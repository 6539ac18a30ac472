package io.reprise.schemas.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/**
 * A list as Avro has it.
 *
 * @param schema of the list
 */
record ValueList(String column, Schema schema, List<@Nullable Object> values, Consumer<Object> sink)
    implements ListConverter.Elements {

  ValueList(String column, Schema schema, Consumer<Object> sink) {
    this(column, schema, new ArrayList<>(), sink);
  }

  @Override
  public void start() {
    values.clear();
  }

  @Override
  public void add(Object element) {
    values.add(element);
  }

  @Override
  public void addNull() {
    if (!ColumnTypes.isNullable(schema.getElementType())) {
      throw new ValueProblem(column, "has an element that is null");
    }
    values.add(null);
  }

  @Override
  public void end() {
    sink.accept(new GenericData.Array<>(schema, values));
  }
}
