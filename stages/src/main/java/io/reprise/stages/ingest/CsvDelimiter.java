package io.reprise.stages.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What stands between a CSV file's cells. */
final class CsvDelimiter {

  private static final char COMMA = ',';

  /** In this order, since a comma may also be a decimal one. */
  private static final List<Character> OTHERS = List.of('\t', ';', '|');

  private static final int LONGEST_LINE = 1 << 20;

  private CsvDelimiter() {}

  /**
   * The one that the dataset's file names; else the one that gives the first line as many columns
   * as are wanted, or, where none does, the first of tab, semicolon and bar that the line has.
   *
   * @param in at its start, where it is left; must support marks
   */
  static char of(@Nullable String named, Reader in, IntPredicate wanted) throws IOException {
    if (named != null) {
      return named.equals("tab") ? '\t' : named.charAt(0);
    }
    String line = firstLine(in);
    List<Character> present = OTHERS.stream().filter(other -> columns(line, other) > 1).toList();
    Optional<Character> sure =
        present.stream().filter(other -> wanted.test(columns(line, other))).findFirst();
    if (sure.isEmpty() && wanted.test(columns(line, COMMA)) || present.isEmpty()) {
      return COMMA;
    }
    return sure.orElse(present.get(0));
  }

  private static String firstLine(Reader in) throws IOException {
    StringBuilder line = new StringBuilder();
    in.mark(LONGEST_LINE);
    for (int i = 0; i < LONGEST_LINE - 1; i++) {
      int character = in.read();
      boolean ends = character == '\n' || character == '\r';
      if (character < 0 || ends && line.length() > 0) {
        break;
      }
      if (!ends) {
        line.append((char) character);
      }
    }
    in.reset();
    return line.toString();
  }

  /** Outside quotes; a delimiter at the line's end makes no column. */
  private static int columns(String line, char delimiter) {
    int columns = 1;
    boolean quoted = false;
    for (int i = 0; i < line.length() - 1; i++) {
      quoted ^= line.charAt(i) == '"';
      columns += line.charAt(i) == delimiter && !quoted ? 1 : 0;
    }
    return columns;
  }
}
