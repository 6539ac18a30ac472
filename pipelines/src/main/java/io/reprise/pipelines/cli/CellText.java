package io.reprise.pipelines.cli;

import io.reprise.schemas.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** A table's cell, for people. */
final class CellText {

  private static final int LIST_ELEMENTS = 4;
  private static final int LONGEST_TEXT = 60;
  private static final Predicate<String> HAS_DIGIT = Pattern.compile("[1-9]").asPredicate();
  private static final MathContext DIGITS = new MathContext(5);

  private CellText() {}

  /** {@code old -> new}, with all digits where the first five are the same. */
  static String change(@Nullable Object before, @Nullable Object after) {
    String left = of(before);
    String right = of(after);
    boolean numbers = before instanceof Number && after instanceof Number;
    return numbers && left.equals(right)
        ? Numbers.text(before) + " -> " + Numbers.text(after)
        : left + " -> " + right;
  }

  /** Whether all of it is shown. */
  static boolean isShort(@Nullable Object value) {
    return !(value instanceof ByteBuffer)
        && !(value instanceof List<?> list && list.size() > LIST_ELEMENTS);
  }

  /** In a few characters; of a list the first elements, of bytes how many. */
  static String of(@Nullable Object value) {
    if (value instanceof ByteBuffer bytes) {
      return "<" + bytes.remaining() + " bytes>";
    }
    if (value instanceof CharSequence text) {
      return Terminal.fit(text.toString(), LONGEST_TEXT);
    }
    if (value instanceof GenericFixed fixed) {
      return "<" + fixed.bytes().length + " bytes>";
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .limit(LIST_ELEMENTS)
          .map(CellText::of)
          .collect(
              Collectors.joining(
                  ", ", "[", list.size() > LIST_ELEMENTS ? ", ... " + list.size() + "]" : "]"));
    }
    if (value instanceof Double || value instanceof Float) {
      return rounded(((Number) value).doubleValue());
    }
    return value == null ? "-" : Numbers.text(value);
  }

  /** To five digits: 0.98214, 0.000014235, 1.4235E-9. */
  static String rounded(double value) {
    if (!Double.isFinite(value) || value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Numbers.text(value);
    }
    BigDecimal rounded = new BigDecimal(Numbers.text(value)).round(DIGITS).stripTrailingZeros();
    return Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15
        ? rounded.toPlainString()
        : rounded.toString();
  }

  /** With its sign and four digits after the point, or as many as it takes not to look like 0. */
  static String signed(double value) {
    String text = String.format(Locale.ROOT, "%+.4f", value == 0 ? 0.0 : value);
    boolean looksLikeZero = value != 0 && Double.isFinite(value) && !HAS_DIGIT.test(text);
    return looksLikeZero ? (value > 0 ? "+" : "") + rounded(value) : text;
  }
}
