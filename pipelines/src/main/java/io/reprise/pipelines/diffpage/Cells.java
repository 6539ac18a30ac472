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

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
