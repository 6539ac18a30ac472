package io.reprise.pipelines.cli;

import java.util.Collection;
import java.util.Locale;

/** What the terminal can do, and text for it. */
final class Terminal {

  private static final int DEFAULT_WIDTH = 100;

  private Terminal() {}

  /** Whether a person watches: a terminal that can move its cursor. */
  static boolean isInteractive() {
    String term = System.getenv("TERM");
    return System.console() != null && term != null && !term.equals("dumb");
  }

  /** Of the longest text, for columns. */
  static int width(Collection<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(1);
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  static String seconds(double seconds) {
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
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

  /** The line, cut so that it never wraps, which would upset the live lines. */
  static String fit(String line) {
    int width = width();
    return line.length() < width ? line : line.substring(0, width - 1);
  }

  private static int width() {
    String columns = System.getProperty("reprise.columns", "");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }
}
