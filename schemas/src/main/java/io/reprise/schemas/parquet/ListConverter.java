package io.reprise.schemas.parquet;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A list in any of the layouts that are in use: elements repeated by themselves (Avro's old one),
 * or each in a group, by any name (parquet-java, Arrow, DuckDB). See the rules for backward
 * compatibility in Parquet's LogicalTypes.md.
 */
final class ListConverter extends GroupConverter {

  /** Takes the elements of one list after the other. */
  interface Elements {
    void start();

    void add(Object element);

    /** An element that is null. */
    void addNull();

    void end();
  }

  private final Elements elements;
  private final Converter repeated;
  private boolean set;

  /**
   * @param converter of an element, which passes it on
   */
  ListConverter(
      GroupType list, Elements elements, BiFunction<Type, Consumer<Object>, Converter> converter) {
    this.elements = elements;
    Type element = element(list);
    Converter each = converter.apply(element, this::add);
    this.repeated = element == list.getType(0) ? each : new Wrapper(each);
  }

  /** Whether the group is a list at all. */
  static boolean isList(Type column) {
    return !column.isPrimitive()
        && column.asGroupType().getFieldCount() == 1
        && column.asGroupType().getType(0).isRepetition(Repetition.REPEATED);
  }

  /** The type of the elements; the group itself where it is no list. */
  static Type element(GroupType list) {
    if (!isList(list)) {
      return list;
    }
    Type repeated = list.getType(0);
    boolean wraps =
        !repeated.isPrimitive()
            && repeated.asGroupType().getFieldCount() == 1
            && !repeated.getName().equals("array")
            && !repeated.getName().equals(list.getName() + "_tuple");
    return wraps ? repeated.asGroupType().getType(0) : repeated;
  }

  private void add(Object element) {
    set = true;
    elements.add(element);
  }

  @Override
  public Converter getConverter(int field) {
    return repeated;
  }

  @Override
  public void start() {
    elements.start();
  }

  @Override
  public void end() {
    elements.end();
  }

  /** The group around an element that may be null. */
  private final class Wrapper extends GroupConverter {

    private final Converter element;

    private Wrapper(Converter element) {
      this.element = element;
    }

    @Override
    public Converter getConverter(int field) {
      return element;
    }

    @Override
    public void start() {
      set = false;
    }

    @Override
    public void end() {
      if (!set) {
        elements.addNull();
      }
    }
  }
}
