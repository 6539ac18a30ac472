package io.reprise.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes null, Boolean, Number, Iterable and Map with texts as keys; anything else as its text.
 * What is not finite becomes null, since JSON has no word for it.
 *
 * @param shortWholes whether a double that is a whole number is written without a point
 */
record JsonTree(JsonGenerator out, boolean shortWholes) {

  /** From here on, not every double is one whole number alone. */
  private static final double MANY_DIGITS = 1e15;

  void write(@Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName((String) entry.getKey());
        write(entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      out.writeStartArray();
      for (Object element : list) {
        write(element);
      }
      out.writeEndArray();
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(number);
    } else {
      out.writeString(value.toString());
    }
  }

  private void writeNumber(Number number) throws IOException {
    if (!Double.isFinite(number.doubleValue())) {
      out.writeNull();
    } else if (number instanceof Long || number instanceof Integer) {
      out.writeNumber(number.longValue());
    } else if (number instanceof Float real) {
      out.writeNumber(real);
    } else if (number instanceof Double real) {
      writeReal(real);
    } else {
      out.writeString(number.toString());
    }
  }

  private void writeReal(double real) throws IOException {
    if (shortWholes && real == Math.rint(real) && Math.abs(real) < MANY_DIGITS) {
      out.writeNumber((long) real);
    } else {
      out.writeNumber(real);
    }
  }
}
