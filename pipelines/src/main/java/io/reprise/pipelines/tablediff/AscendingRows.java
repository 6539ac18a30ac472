package io.reprise.pipelines.tablediff;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows that must come in the order of their keys, each key once. */
final class AscendingRows implements RowCursor {

  private static final KeyOrder ORDER = new KeyOrder();

  private final RowCursor rows;
  private final List<String> columns;
  private final String table;
  private @Nullable Row last;

  /**
   * @param table as messages name it
   */
  AscendingRows(RowCursor rows, List<String> columns, String table) {
    this.rows = rows;
    this.columns = columns;
    this.table = table;
  }

  /**
   * @throws UncomparableTableException when a key is there twice
   * @throws Unsorted when one comes too late
   */
  @Override
  public @Nullable Row next() throws IOException {
    Row row = rows.next();
    if (row != null && last != null) {
      int order = ORDER.compare(row.key(), last.key());
      if (order == 0) {
        throw new UncomparableTableException(
            table + " has two rows whose " + text(columns, row.key()) + ": it is no key");
      }
      if (order < 0) {
        throw new Unsorted();
      }
    }
    last = row;
    return row;
  }

  private static String text(List<String> columns, List<@Nullable Object> key) {
    return String.join(", ", columns)
        + " is "
        + key.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** Rows are not in the order of their keys. */
  static final class Unsorted extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
