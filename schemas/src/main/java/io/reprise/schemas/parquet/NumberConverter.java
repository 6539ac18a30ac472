package io.reprise.schemas.parquet;

import io.reprise.schemas.text.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of any width as those that a record has. A whole number that does not fit is a problem; a
 * real one is rounded to the nearest, and is a problem where only infinity is near.
 */
final class NumberConverter extends PrimitiveConverter {

  private final Schema.Type wanted;
  private final String column;
  private final Consumer<Object> sink;
  private final boolean unsigned;
  private final int scale;

  private NumberConverter(
      Schema.Type wanted, PrimitiveType found, String column, Consumer<Object> sink) {
    this.wanted = wanted;
    this.column = column;
    this.sink = sink;
    LogicalTypeAnnotation meaning = found.getLogicalTypeAnnotation();
    this.unsigned = meaning instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
    this.scale = meaning instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
  }

  /** Null where the column holds other things than such numbers. */
  static @Nullable NumberConverter of(
      Schema.Type wanted, PrimitiveType found, String column, Consumer<Object> sink) {
    LogicalTypeAnnotation meaning = found.getLogicalTypeAnnotation();
    PrimitiveTypeName stored = found.getPrimitiveTypeName();
    boolean whole =
        (stored == PrimitiveTypeName.INT32 || stored == PrimitiveTypeName.INT64)
            && (meaning == null || meaning instanceof IntLogicalTypeAnnotation);
    boolean real =
        meaning instanceof DecimalLogicalTypeAnnotation
            || (meaning == null
                && (stored == PrimitiveTypeName.FLOAT || stored == PrimitiveTypeName.DOUBLE));
    boolean wantsReal = wanted == Schema.Type.FLOAT || wanted == Schema.Type.DOUBLE;
    return whole || (real && wantsReal) ? new NumberConverter(wanted, found, column, sink) : null;
  }

  @Override
  public void addInt(int value) {
    addWhole(unsigned ? Integer.toUnsignedLong(value) : value);
  }

  @Override
  public void addLong(long value) {
    if (unsigned && value < 0) {
      throw doesNotFit(Long.toUnsignedString(value));
    } else {
      addWhole(value);
    }
  }

  @Override
  public void addFloat(float value) {
    sink.accept(wanted == Schema.Type.FLOAT ? (Object) value : (Object) (double) value);
  }

  @Override
  public void addDouble(double value) {
    if (wanted == Schema.Type.DOUBLE) {
      sink.accept(value);
    } else if (Double.isFinite(value) && Float.isInfinite((float) value)) {
      throw doesNotFit(Numbers.text(value));
    } else {
      sink.accept((float) value);
    }
  }

  /** A decimal, its digits in big-endian order. */
  @Override
  public void addBinary(Binary value) {
    BigDecimal decimal = new BigDecimal(new BigInteger(value.getBytes()), scale);
    // Not by way of a double: that would round twice.
    Object nearest =
        wanted == Schema.Type.FLOAT
            ? (Object) decimal.floatValue()
            : (Object) decimal.doubleValue();
    if (Double.isInfinite(((Number) nearest).doubleValue())) {
      throw doesNotFit(decimal.round(MathContext.DECIMAL64).toString());
    }
    sink.accept(nearest);
  }

  private void addWhole(long value) {
    switch (wanted) {
      case LONG -> sink.accept(value);
      case INT -> {
        if (value == (int) value) {
          sink.accept((int) value);
        } else {
          throw doesNotFit(Long.toString(value));
        }
      }
      case FLOAT -> sink.accept(BigDecimal.valueOf(value, scale).floatValue());
      default -> sink.accept(BigDecimal.valueOf(value, scale).doubleValue());
    }
  }

  private ValueProblem doesNotFit(String value) {
    return new ValueProblem(
        column,
        "is " + value + ", which does not fit " + ColumnTypes.expected(Schema.create(wanted)));
  }
}
