package io.reprise.schemas.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as text, for whatever reaches an artifact, a key or a manifest.
 *
 * <p>{@code Double.toString} and {@code %.2f} are not for that: up to JDK 18 and 20 they write more
 * digits than are needed, from then on the shortest ones. Here it is always the shortest decimal
 * that reads back as the same number (Giulietti, "The Schubfach way to render doubles", 2020), as
 * {@code Double.toString} writes it from JDK 19 on.
 */
public final class Numbers {

  private Numbers() {}

  public static String text(double value) {
    return NumberOutput.toString(value, true);
  }

  public static String text(float value) {
    return NumberOutput.toString(value, true);
  }

  /** What {@code String.valueOf} says of it, with all numbers in it in the form above. */
  public static String text(@Nullable Object value) {
    if (value instanceof Double number) {
      return text(number.doubleValue());
    }
    if (value instanceof Float number) {
      return text(number.floatValue());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Numbers::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  /** With so many digits after the point, of the shortest decimal, ties away from zero. */
  public static String fixed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return text(value);
    }
    return new BigDecimal(text(value)).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }
}
