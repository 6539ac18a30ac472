package io.reprise.pipelines.tablediff;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * The order of keys: null first, numbers by value whatever their widths, NaN last, texts by the
 * bytes of their UTF-8 (as Arrow and DuckDB sort; {@code String} sorts letters beyond U+FFFF before
 * some others), bytes as unsigned.
 */
final class KeyOrder implements Comparator<List<@Nullable Object>> {

  /** What keys can be made of; two of a kind can be compared. */
  enum Kind {
    WHOLE,
    REAL,
    TEXT,
    BYTES,
    FLAG,
    NONE
  }

  static Kind kind(Schema schema) {
    return switch (TableSchema.required(schema).getType()) {
      case INT, LONG -> Kind.WHOLE;
      case FLOAT, DOUBLE -> Kind.REAL;
      case STRING, ENUM -> Kind.TEXT;
      case BYTES -> Kind.BYTES;
      case BOOLEAN -> Kind.FLAG;
      default -> Kind.NONE;
    };
  }

  /**
   * @param positions of the key's columns
   */
  static List<@Nullable Object> key(IndexedRecord row, int[] positions) {
    List<@Nullable Object> key = new ArrayList<>(positions.length);
    for (int position : positions) {
      key.add(comparable(row.get(position)));
    }
    return key;
  }

  private static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof Integer number) {
      return (long) number;
    }
    if (value instanceof Float || value instanceof Double) {
      return ((Number) value).doubleValue() + 0.0; // -0.0 + 0.0 is 0.0
    }
    if (value == null
        || value instanceof Long
        || value instanceof ByteBuffer
        || value instanceof Boolean
        || value instanceof Utf8) {
      return value;
    }
    return new Utf8(value.toString());
  }

  @Override
  public int compare(List<@Nullable Object> left, List<@Nullable Object> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = ofValues(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @SuppressWarnings("unchecked") // both are of one kind
  private static int ofValues(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left != null, right != null);
    }
    if (left instanceof ByteBuffer bytes) {
      return ofBytes(bytes, (ByteBuffer) right);
    }
    return ((Comparable<Object>) left).compareTo(right);
  }

  private static int ofBytes(ByteBuffer left, ByteBuffer right) {
    int mismatch = left.mismatch(right);
    if (mismatch < 0 || mismatch >= Math.min(left.remaining(), right.remaining())) {
      return Integer.compare(left.remaining(), right.remaining());
    }
    return Byte.compareUnsigned(
        left.get(left.position() + mismatch), right.get(right.position() + mismatch));
  }
}
