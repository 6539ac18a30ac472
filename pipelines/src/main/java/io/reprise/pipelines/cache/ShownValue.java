package io.reprise.pipelines.cache;

import io.reprise.schemas.text.Numbers;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of a preimage as people read them, in one line of bounded length. */
final class ShownValue {

  private static final int LONGEST = 60;
  private static final int LONGEST_NAME = 120;

  /** What is shown of a long text before the place where two differ. */
  private static final int BEFORE_CHANGE = 20;

  private static final String CUT = "...";
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Z}\\p{C}]");

  private ShownValue() {}

  /** {@code 10.0 -> 15.0}; where both would look the same, {@code text "true" -> flag true}. */
  static String change(@Nullable Object before, @Nullable Object after) {
    String left = plain(before);
    String right = plain(after);
    if (look(left).equals(look(right))) {
      left = exact(before);
      right = exact(after);
    }
    int start = Math.max(0, firstDifference(left, right) - BEFORE_CHANGE);
    boolean fits = Math.max(left.length(), right.length()) <= LONGEST;
    return fits ? left + " -> " + right : cut(left, start) + " -> " + cut(right, start);
  }

  /** Of a parameter or file; the end says most. */
  static String name(String name) {
    String line = oneLine(name);
    return line.length() <= LONGEST_NAME
        ? line
        : CUT + line.substring(line.length() - LONGEST_NAME);
  }

  private static String cut(String text, int start) {
    int from = Math.min(start, Math.max(0, text.length() - LONGEST));
    int to = Math.min(text.length(), from + LONGEST);
    return (from > 0 ? CUT : "") + text.substring(from, to) + (to < text.length() ? CUT : "");
  }

  private static int firstDifference(String left, String right) {
    int shorter = Math.min(left.length(), right.length());
    for (int i = 0; i < shorter; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        return i;
      }
    }
    return shorter;
  }

  private static String plain(@Nullable Object value) {
    return value == null ? "none" : oneLine(Numbers.text(value).strip());
  }

  private static String oneLine(String text) {
    return LINE_BREAK.matcher(text).replaceAll(" ");
  }

  /** The letters that a reader sees, however they are composed, and no space. */
  private static String look(String text) {
    return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
  }

  private static String exact(@Nullable Object value) {
    if (value instanceof String text) {
      return "text " + quoted(text);
    }
    if (value instanceof Boolean) {
      return "flag " + value;
    }
    if (value instanceof Long) {
      return "integer " + value;
    }
    if (value instanceof Double) {
      return "real " + Numbers.text(value);
    }
    return value instanceof Map
        ? "map " + quoted(Numbers.text(value))
        : value instanceof List ? "list " + quoted(Numbers.text(value)) : "none";
  }

  /** With escapes for all but the printable characters of ASCII. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c >= ' ' && c < 0x7f) {
                quoted.append((char) c);
              } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return quoted.append('"').toString();
  }
}
