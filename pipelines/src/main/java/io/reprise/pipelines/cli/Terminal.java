package io.reprise.pipelines.cli;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the terminal can do, and text for it. */
final class Terminal {

  /** Between columns. */
  static final String GAP = "  ";

  private static final int DEFAULT_WIDTH = 100;

  /** Colours and cursor movements, as a program's output may have them. */
  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile("\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*\u0007?|.?)");

  /** Those that turn the direction of a text, too. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  private Terminal() {}

  /** Whether a person watches: a terminal that can move its cursor. */
  static boolean isInteractive() {
    String term = System.getenv("TERM");
    return System.console() != null && term != null && !term.equals("dumb");
  }

  /** Of the longest text, for columns. */
  static int width(Collection<String> texts) {
    return texts.stream().mapToInt(TextWidth::of).max().orElse(1);
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - TextWidth.of(text)));
  }

  /**
   * Lines with their columns below each other.
   *
   * @param lines of cells, each of as many as the first
   */
  static List<String> aligned(List<List<String>> lines) {
    List<Integer> widths = widths(lines);
    return lines.stream()
        .map(
            line ->
                IntStream.range(0, line.size())
                    .mapToObj(i -> pad(line.get(i), widths.get(i)))
                    .collect(Collectors.joining(GAP))
                    .stripTrailing())
        .toList();
  }

  /** Of each column. */
  static List<Integer> widths(List<List<String>> lines) {
    return IntStream.range(0, lines.get(0).size())
        .mapToObj(i -> width(lines.stream().map(line -> line.get(i)).toList()))
        .toList();
  }

  /**
   * {@code 1 run} or {@code 2,000 runs}.
   *
   * @param plural of what is counted, which ends with an s
   */
  static String counted(long count, String plural) {
    String word = count == 1 ? plural.substring(0, plural.length() - 1) : plural;
    return String.format(Locale.ROOT, "%,d %s", count, word);
  }

  static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
  }

  /** For estimates: seconds, minutes or hours. */
  static String roughly(double seconds) {
    long whole = Math.max(1, Math.round(seconds));
    if (whole < 100) {
      return whole + " s";
    }
    long minutes = Math.round(seconds / 60);
    return minutes < 100
        ? minutes + " min"
        : String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
  }

  static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }

  /** The line on one row: without control characters, and cut. */
  static String fit(String line, int columns) {
    String plain = CONTROL.matcher(ESCAPE_SEQUENCE.matcher(line).replaceAll("")).replaceAll(" ");
    return TextWidth.cut(plain, columns - 1);
  }

  /** The terminal's width when the launcher was started. */
  static int columns() {
    String columns = System.getProperty("reprise.columns", "");
    return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }
}
