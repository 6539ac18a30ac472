package io.reprise.pipelines.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table that sorts when its headings are clicked.
 *
 * @param title above it; may be empty
 * @param rows cells in the columns' order: text, a number, a {@link Link}, or null; whole numbers
 *     that a script would round become texts
 * @param filter whether there is a field that shows only the rows with a text
 */
public record Table(
    String title, List<Column> columns, List<List<@Nullable Object>> rows, boolean filter)
    implements Block {

  /** What a script's number holds exactly, and all that are smaller. */
  private static final long LARGEST_WHOLE = 1L << 53;

  public Table {
    columns = List.copyOf(columns);
    rows =
        rows.stream()
            .<List<@Nullable Object>>map(row -> Collections.unmodifiableList(exact(row)))
            .toList();
  }

  private static List<@Nullable Object> exact(List<@Nullable Object> row) {
    List<@Nullable Object> cells = new ArrayList<>(row);
    cells.replaceAll(
        cell -> cell instanceof Long whole && isRounded(whole) ? Long.toString(whole) : cell);
    return cells;
  }

  /** Without the absolute value, which the least number does not have. */
  private static boolean isRounded(long whole) {
    return whole > LARGEST_WHOLE || whole < -LARGEST_WHOLE;
  }

  /** Without a title and a filter. */
  public static Table of(List<Column> columns, List<List<@Nullable Object>> rows) {
    return new Table("", columns, rows, false);
  }

  /** One name and kind of cells. */
  public record Column(String name, Kind kind) {

    public static Column text(String name) {
      return new Column(name, Kind.TEXT);
    }

    public static Column number(String name) {
      return new Column(name, Kind.NUMBER);
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("kind", kind.name().toLowerCase(Locale.ROOT));
      return map;
    }
  }

  /** How cells are shown. */
  public enum Kind {
    TEXT,
    /** Digests, paths, commands. */
    CODE,
    /** A stage's state, with its colour. */
    STATE,
    /** To four digits; whole numbers in full. */
    NUMBER,
    /** With its sign: a difference. */
    DELTA,
    /** From 0 to 1, with a bar. */
    SHARE,
    SECONDS
  }

  /**
   * A cell that leads to another page.
   *
   * @param path relative to the page, below its folder or beside it; nothing with a scheme
   */
  public record Link(String text, String path) {

    public Link {
      if (path.startsWith("/") || path.contains(":")) {
        throw new IllegalArgumentException("not a path beside the page: " + path);
      }
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("path", path);
      return map;
    }
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "table");
    map.put("title", title);
    map.put("columns", columns.stream().map(Column::toMap).toList());
    map.put("rows", rows.stream().map(Table::cells).toList());
    map.put("filter", filter);
    return map;
  }

  private static List<@Nullable Object> cells(List<@Nullable Object> row) {
    List<@Nullable Object> cells = new ArrayList<>(row.size());
    for (Object cell : row) {
      cells.add(cell instanceof Link link ? link.toMap() : cell);
    }
    return cells;
  }
}
