package io.reprise.pipelines.report;

import io.reprise.schemas.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parameter's value as one line of YAML, which {@code --set} reads back. */
final class YamlText {

  /** Words that nothing else is read for; all others are quoted. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");

  private static final Pattern MEANT = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  private YamlText() {}

  static String of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      List<String> entries = new ArrayList<>();
      map.forEach((key, each) -> entries.add(of(key) + ": " + of(each)));
      return "{" + String.join(", ", entries) + "}";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(YamlText::of).toList()) + "]";
    }
    if (value == null) {
      return "null";
    }
    return value instanceof CharSequence text ? quoted(text.toString()) : Numbers.text(value);
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches() && !MEANT.matcher(text).matches()) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : text.toCharArray()) {
      switch (each) {
        case '"', '\\' -> quoted.append('\\').append(each);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (each < ' ' || each == 0x7f || each == 0x85 || each == 0x2028 || each == 0x2029) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
          } else {
            quoted.append(each);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
