package io.reprise.pipelines.tablediff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Rows in any order, sorted in memory. */
final class SortedRows implements RowCursor {

  private static final long CELL_BYTES = 32;

  private final Iterator<Row> rows;

  private SortedRows(List<Row> rows) {
    this.rows = rows.iterator();
  }

  /**
   * @param mostBytes that rows may take, roughly
   * @param table as messages name it
   * @throws UncomparableTableException when there are more
   */
  static SortedRows of(RowCursor unsorted, long mostBytes, List<String> columns, String table)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    long bytes = 0;
    for (Row row = unsorted.next(); row != null; row = unsorted.next()) {
      rows.add(row);
      bytes += size(row.cells());
      if (bytes > mostBytes) {
        throw new UncomparableTableException(
            String.format(
                Locale.ROOT,
                "%s is not sorted by %s, and too large to be sorted in memory: write it sorted,"
                    + " over all files in the order of their names",
                table,
                String.join(", ", columns)));
      }
    }
    rows.sort(Comparator.comparing(Row::key, new KeyOrder()));
    return new SortedRows(rows);
  }

  private static long size(IndexedRecord row) {
    long size = CELL_BYTES;
    for (int i = 0; i < row.getSchema().getFields().size(); i++) {
      Object cell = row.get(i);
      size +=
          CELL_BYTES
              + (cell instanceof ByteBuffer bytes
                  ? bytes.capacity()
                  : cell instanceof List<?> list
                      ? CELL_BYTES * list.size()
                      : cell instanceof CharSequence text ? text.length() : 0);
    }
    return size;
  }

  @Override
  public @Nullable Row next() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public void close() {}
}
