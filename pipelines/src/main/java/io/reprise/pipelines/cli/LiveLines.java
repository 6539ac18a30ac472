package io.reprise.pipelines.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Lines at the end of a terminal's text that are drawn again and again.
 *
 * <p>The cursor is left at the beginning of the first of them. A terminal that becomes narrower
 * while they stand wraps them, but keeps the cursor in its line, so that what is below it is always
 * just these lines. While they are drawn the terminal does not wrap: each takes one row even where
 * its width is not known.
 */
final class LiveLines {

  private static final String ESCAPE = "\u001b[";
  private static final String NO_WRAP = ESCAPE + "?7l";
  private static final String WRAP = ESCAPE + "?7h";
  private static final String ERASE = "\r" + ESCAPE + "J"; // to the end of the screen

  /** More might not fit on the screen. */
  private static final int MOST_LINES = 8;

  private final PrintStream out;
  private final IntSupplier columns;
  private boolean drawn;

  /**
   * @param columns the terminal's width now
   */
  LiveLines(PrintStream out, IntSupplier columns) {
    this.out = out;
    this.columns = columns;
  }

  /** A line for the terminal from who does not know what stands there: instead of live lines. */
  static String inPlace(String line) {
    return Terminal.isInteractive() ? ERASE + line : line;
  }

  /** Draws lines in place of those that stand. */
  void draw(List<String> lines) {
    if (lines.isEmpty()) {
      clear();
      return;
    }
    boolean all = lines.size() <= MOST_LINES;
    List<String> shown = all ? lines : lines.subList(0, MOST_LINES - 1);
    StringBuilder text = new StringBuilder(NO_WRAP + ERASE);
    text.append(String.join("\n", shown.stream().map(this::fit).toList()));
    if (!all) {
      text.append("\n  and ").append(lines.size() - shown.size()).append(" more");
    }
    int down = Math.min(lines.size(), MOST_LINES) - 1;
    text.append(down > 0 ? ESCAPE + down + "A" : "").append('\r').append(WRAP);
    out.print(text);
    out.flush();
    drawn = true;
  }

  private String fit(String line) {
    return Terminal.fit(line, columns.getAsInt());
  }

  /** Makes place for other text. */
  void clear() {
    if (drawn) {
      out.print(ERASE);
      out.flush();
      drawn = false;
    }
  }
}
