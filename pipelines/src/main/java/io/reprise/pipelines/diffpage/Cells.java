package io.reprise.pipelines.diffpage;

import io.reprise.schemas.text.Numbers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** Cells of tables, in short. */
final class Cells {

  static final int LONGEST = 120;
  private static final int LIST_ELEMENTS = 4;
  private static final double SMALL = 1e-3;

  private Cells() {}

  /** At most so many characters, and a mark where there were more. */
  static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "\u2026";
  }

  /** Of a list the first elements, of bytes how many. */
  static String text(@Nullable Object value) {
    if (value instanceof ByteBuffer bytes) {
      return bytes.remaining() + " bytes";
    }
    if (value instanceof GenericFixed fixed) {
      return fixed.bytes().length + " bytes";
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .limit(LIST_ELEMENTS)
          .map(Cells::text)
          .collect(
              Collectors.joining(
                  ", ", "[", list.size() > LIST_ELEMENTS ? ", ... " + list.size() + "]" : "]"));
    }
    return value == null ? "\u2013" : cut(Numbers.text(value));
  }

  /** A number that JSON has a word for; else null. */
  static @Nullable Double finite(@Nullable Double value) {
    return value == null || !Double.isFinite(value) ? null : value;
  }

  /**
   * To four digits behind the point, small ones to three that mean something; whole ones in full.
   */
  static String rounded(@Nullable Double value) {
    if (value == null || !Double.isFinite(value) || value == Math.rint(value)) {
      return value == null ? "\u2013" : Numbers.text(value).replaceFirst("\\.0$", "");
    }
    return format(Math.abs(value) < SMALL ? "%.2e" : "%.4f", value);
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
