package io.reprise.schemas.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Any text, and tables, in Markdown as GitHub reads it. */
public final class Markdown {

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\s\\p{Cf}]+");

  /** An underscore within a word is none. */
  private static final Pattern MARKUP =
      Pattern.compile("[\\\\`*\\[\\]|~$#]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private Markdown() {}

  /** One line that is shown as it is, whatever is in it. */
  public static String text(String any) {
    return MARKUP
        .matcher(visible(any).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        .replaceAll("\\\\$0");
  }

  /** The same as code. */
  public static String code(String any) {
    String plain = visible(any).replace("|", "\\|"); // which would end a cell even there
    return plain.contains("`") ? "`` " + plain.replace("``", "` `") + " ``" : "`" + plain + "`";
  }

  private static String visible(String any) {
    return INVISIBLE.matcher(any).replaceAll(" ").strip();
  }

  /** How a column is set. */
  public enum Alignment {
    LEFT("---"),
    RIGHT("---:");

    private final String rule;

    Alignment(String rule) {
      this.rule = rule;
    }
  }

  /**
   * A table; the last line has its end, too.
   *
   * @param alignments of each column
   * @param head the names of the columns, of any text
   * @param rows as many cells as columns, each by {@link #text} or {@link #code}
   */
  public static String table(
      List<Alignment> alignments, List<String> head, List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(row(head.stream().map(Markdown::text).toList()));
    lines.add(row(alignments.stream().map(each -> each.rule).toList()));
    rows.forEach(cells -> lines.add(row(cells)));
    return String.join("\n", lines) + "\n";
  }

  private static String row(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
