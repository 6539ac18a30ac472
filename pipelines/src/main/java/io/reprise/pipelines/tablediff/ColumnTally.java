package io.reprise.pipelines.tablediff;

import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Counts how a column differs while rows go by. */
final class ColumnTally {

  /** Says that no difference of numbers is small. */
  private static final double NOMINAL = -1;

  private static final int ABSENT = -1;

  private final String name;
  private final int before;
  private final int after;
  private final @Nullable String typeBefore;
  private final @Nullable String typeAfter;
  private final boolean decimal;
  private final boolean many;
  private final double tolerance;
  private long changed;
  private double largest = Double.NaN;
  private long elements;

  ColumnTally(String name, Schema before, Schema after, TableKey key, Tolerance tolerance) {
    this.name = name;
    Schema.Field left = before.getField(name);
    Schema.Field right = after.getField(name);
    this.before = left == null ? ABSENT : left.pos();
    this.after = right == null ? ABSENT : right.pos();
    this.typeBefore = left == null ? null : TableSchema.text(left.schema());
    this.typeAfter = right == null ? null : TableSchema.text(right.schema());
    this.decimal = left != null && isDecimal(left.schema());
    this.many = left != null && !decimal && hasElements(left.schema());
    this.tolerance = key.nominal().contains(name) ? NOMINAL : tolerance.of(name);
  }

  private static boolean isDecimal(Schema schema) {
    return TableSchema.required(schema).getLogicalType() instanceof LogicalTypes.Decimal;
  }

  private static boolean hasElements(Schema schema) {
    Schema.Type type = TableSchema.required(schema).getType();
    return type == Schema.Type.ARRAY || type == Schema.Type.BYTES || type == Schema.Type.FIXED;
  }

  String name() {
    return name;
  }

  boolean isCommon() {
    return before != ABSENT && after != ABSENT;
  }

  /** How a row that both tables have differs in this column; null where it does not. */
  @Nullable CellChange next(IndexedRecord left, IndexedRecord right) {
    CellChange change =
        CellChange.between(
            before == ABSENT ? null : left.get(before),
            after == ABSENT ? null : right.get(after),
            tolerance);
    if (change != null && decimal) {
      change = CellChange.UNMEASURED; // bytes that are digits of one number
    }
    if (change != null) {
      changed++;
      elements += change.elements();
      largest = CellChange.larger(largest, change.magnitude());
    }
    return change;
  }

  boolean hasFoundAny() {
    return changed > 0 || !isCommon() || !String.valueOf(typeBefore).equals(typeAfter);
  }

  ColumnDiff result() {
    return new ColumnDiff(
        name,
        typeBefore,
        typeAfter,
        changed,
        Double.isNaN(largest) ? null : largest,
        many && isCommon() && changed > 0 ? elements : null);
  }
}
