package io.reprise.pipelines.tablediff;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * How two cells differ.
 *
 * <p>Null equals null, NaN equals NaN, and -0.0 equals 0.0. Whole and real numbers are compared by
 * value, whatever their widths.
 *
 * @param magnitude the largest absolute difference between numbers in them; NaN where there is none
 *     to measure, as between texts, or a number and NaN
 * @param elements of lists and bytes, how many differ, those that only one has included; otherwise
 *     1
 */
public record CellChange(double magnitude, long elements) {

  static final CellChange UNMEASURED = new CellChange(Double.NaN, 1);

  /**
   * @param tolerance largest difference of numbers that counts as none; negative where no
   *     difference means anything, such as between class numbers
   * @return null where they are equal
   */
  static @Nullable CellChange between(
      @Nullable Object before, @Nullable Object after, double tolerance) {
    if (before == null || after == null) {
      return before == after ? null : UNMEASURED;
    }
    if (before instanceof Number left && after instanceof Number right) {
      return numbers(left, right, tolerance);
    }
    if (before instanceof ByteBuffer left && after instanceof ByteBuffer right) {
      return bytes(left, right, tolerance);
    }
    if (before instanceof GenericFixed left && after instanceof GenericFixed right) {
      return bytes(ByteBuffer.wrap(left.bytes()), ByteBuffer.wrap(right.bytes()), tolerance);
    }
    if (before instanceof List<?> left && after instanceof List<?> right) {
      return lists(left, right, tolerance);
    }
    return areSame(before, after, tolerance) ? null : UNMEASURED;
  }

  private static @Nullable CellChange numbers(Number before, Number after, double tolerance) {
    double magnitude = distance(before, after);
    if (magnitude == 0 || magnitude <= tolerance) {
      return null;
    }
    boolean measured = tolerance >= 0 && !Double.isNaN(magnitude);
    return measured ? new CellChange(magnitude, 1) : UNMEASURED;
  }

  /** Not 0 where they differ; NaN where one of them is. */
  private static double distance(Number before, Number after) {
    boolean whole = isWhole(before) && isWhole(after);
    if (whole && before.longValue() == after.longValue()) {
      return 0;
    }
    double left = before.doubleValue();
    double right = after.doubleValue();
    if (isWhole(before) == isWhole(after) && !whole || !isFinite(left, right)) {
      return left == right || Double.isNaN(left) && Double.isNaN(right)
          ? 0
          : Math.abs(left - right);
    }
    // A long has more digits than a double.
    return exact(before).subtract(exact(after)).abs().doubleValue();
  }

  private static boolean isFinite(double left, double right) {
    return Double.isFinite(left) && Double.isFinite(right);
  }

  private static boolean isWhole(Number number) {
    return number instanceof Long || number instanceof Integer;
  }

  private static BigDecimal exact(Number number) {
    return isWhole(number)
        ? BigDecimal.valueOf(number.longValue())
        : new BigDecimal(number.doubleValue());
  }

  private static @Nullable CellChange bytes(ByteBuffer before, ByteBuffer after, double tolerance) {
    if (before.equals(after)) {
      return null;
    }
    int common = Math.min(before.remaining(), after.remaining());
    long different = Math.max(before.remaining(), after.remaining()) - common;
    int largest = 0;
    for (int i = 0; i < common; i++) {
      int left = Byte.toUnsignedInt(before.get(before.position() + i));
      int distance = Math.abs(left - Byte.toUnsignedInt(after.get(after.position() + i)));
      different += distance > Math.max(0, tolerance) ? 1 : 0;
      largest = Math.max(largest, distance);
    }
    return different == 0 ? null : new CellChange(largest == 0 ? Double.NaN : largest, different);
  }

  private static @Nullable CellChange lists(List<?> before, List<?> after, double tolerance) {
    int common = Math.min(before.size(), after.size());
    long different = Math.max(before.size(), after.size()) - common;
    double largest = Double.NaN;
    for (int i = 0; i < common; i++) {
      CellChange change = between(before.get(i), after.get(i), tolerance);
      if (change != null) {
        different++;
        largest = larger(largest, change.magnitude);
      }
    }
    return different == 0 ? null : new CellChange(largest, different);
  }

  /** NaN where both are. */
  static double larger(double left, double right) {
    return Double.isNaN(left) || right > left ? right : left;
  }

  /** Texts by their letters, records and maps by their parts. */
  private static boolean areSame(Object before, Object after, double tolerance) {
    if (before instanceof CharSequence && after instanceof CharSequence) {
      return before.equals(after) || before.toString().equals(after.toString());
    }
    if (before instanceof IndexedRecord left && after instanceof IndexedRecord right) {
      return areSame(left, right, tolerance);
    }
    if (before instanceof Map<?, ?> left && after instanceof Map<?, ?> right) {
      return left.size() == right.size()
          && left.entrySet().stream()
              .allMatch(
                  entry ->
                      right.containsKey(entry.getKey())
                          && between(entry.getValue(), right.get(entry.getKey()), tolerance)
                              == null);
    }
    return Objects.equals(before, after) || isEnum(before, after);
  }

  private static boolean areSame(IndexedRecord before, IndexedRecord after, double tolerance) {
    List<Schema.Field> fields = before.getSchema().getFields();
    return fields.size() == after.getSchema().getFields().size()
        && fields.stream()
            .allMatch(
                field -> {
                  Schema.Field other = after.getSchema().getField(field.name());
                  return other != null
                      && between(before.get(field.pos()), after.get(other.pos()), tolerance)
                          == null;
                });
  }

  /** One may be read as a text. */
  private static boolean isEnum(Object before, Object after) {
    return (before instanceof CharSequence || after instanceof CharSequence)
        && before.toString().equals(after.toString());
  }
}
