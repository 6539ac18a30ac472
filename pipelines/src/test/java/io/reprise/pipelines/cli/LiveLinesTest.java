package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a screen that wraps what stands on it when it becomes narrower, as most terminals do. */
class LiveLinesTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void linesAreReplacedByTheNextOnes() {
    Screen screen = new Screen(40);
    LiveLines live = new LiveLines(out, () -> 40);
    out.println("  ingest  ran");
    live.draw(List.of("train 1 %", "embed 1 %"));
    live.draw(List.of("train 2 %", "embed 2 %"));
    assertThat(screen.after(written)).containsExactly("  ingest  ran", "train 2 %", "embed 2 %");
    live.clear();
    out.println("  train  ran");
    assertThat(screen.after(written)).containsExactly("  ingest  ran", "  train  ran");
  }

  @Test
  void narrowedTerminalIsLeftWithoutOldLines() {
    Screen screen = new Screen(40);
    int[] known = {40};
    LiveLines live = new LiveLines(out, () -> known[0]);
    out.println("done");
    live.draw(List.of("train  running  a note of 37 columns", "embed  running  another one"));
    screen.after(written);
    screen.narrow(12);
    live.draw(List.of("train  running  a note of 37 columns", "embed  running  another one"));
    assertThat(screen.after(written)).hasSize(3).startsWith("done");
    known[0] = 12;
    live.draw(List.of("train  running  a note of 37 columns", "embed  running  another one"));
    assertThat(screen.after(written)).containsExactly("done", "train  runn", "embed  runn");
    live.clear();
    assertThat(screen.after(written)).containsExactly("done");
  }

  @Test
  void moreLinesThanAScreenMayHaveAreCounted() {
    LiveLines live = new LiveLines(out, () -> 40);
    live.draw(Collections.nCopies(20, "x"));
    live.draw(Collections.nCopies(20, "y"));
    assertThat(new Screen(40).after(written))
        .containsExactly("y", "y", "y", "y", "y", "y", "y", "  and 13 more");
  }

  @Test
  void wideCharactersAndEmojiCountDouble() {
    assertThat(Terminal.fit("epoch 3 \u65e5\u672c\u8a9e", 12)).isEqualTo("epoch 3 \u65e5");
    assertThat(Terminal.fit("\ud83d\ude80\ud83d\ude80\ud83d\ude80", 6))
        .isEqualTo("\ud83d\ude80\ud83d\ude80");
    assertThat(Terminal.fit("e\u0301e\u0301e\u0301", 3)).isEqualTo("e\u0301e\u0301");
    assertThat(Terminal.pad("\u65e5", 4)).isEqualTo("\u65e5  ");
  }

  @Test
  void controlCharactersOfAProgramDoNotReachTheTerminal() {
    assertThat(Terminal.fit("\u001b[31mred\u001b[0m\tand\rmore\u001b[2J", 40))
        .isEqualTo("red and more");
  }

  /** What the escape sequences that are used do; one character is one column. */
  private static final class Screen {

    private final ArrayList<StringBuilder> rows = new ArrayList<>();
    private int width;
    private int row;
    private int column;
    private boolean wraps = true;

    Screen(int width) {
      this.width = width;
      rows.add(new StringBuilder());
    }

    List<String> after(ByteArrayOutputStream bytes) {
      String text = bytes.toString(StandardCharsets.UTF_8);
      bytes.reset();
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == '\u001b') {
          int end = i + 2;
          while (!Character.isLetter(text.charAt(end))) {
            end++;
          }
          escape(text.substring(i + 2, end + 1));
          i = end;
        } else {
          put(text.charAt(i));
        }
      }
      List<String> shown = new ArrayList<>(rows.stream().map(String::valueOf).toList());
      while (!shown.isEmpty() && shown.get(shown.size() - 1).isEmpty()) {
        shown.remove(shown.size() - 1);
      }
      return shown;
    }

    private void escape(String code) {
      switch (code) {
        case "?7l" -> wraps = false;
        case "?7h" -> wraps = true;
        case "J" -> {
          rows.get(row).setLength(column);
          rows.subList(row + 1, rows.size()).clear();
        }
        default -> {
          assertThat(code).endsWith("A");
          row -= Integer.parseInt(code.substring(0, code.length() - 1));
        }
      }
    }

    private void put(char character) {
      if (character == '\r') {
        column = 0;
        return;
      }
      if (character == '\n' || column == width && wraps) {
        row++;
        column = 0;
        if (row == rows.size()) {
          rows.add(new StringBuilder());
        }
      }
      if (character != '\n') {
        column = Math.min(column, width - 1);
        StringBuilder line = rows.get(row);
        line.setLength(Math.max(line.length(), column));
        line.replace(column, column + 1, String.valueOf(character));
        column++;
      }
    }

    /** The cursor stays in its line. */
    void narrow(int columns) {
      assertThat(column).isZero();
      width = columns;
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).length() > columns) {
          rows.add(i + 1, new StringBuilder(rows.get(i).substring(columns)));
          rows.get(i).setLength(columns);
          row += i < row ? 1 : 0;
        }
      }
    }
  }
}
