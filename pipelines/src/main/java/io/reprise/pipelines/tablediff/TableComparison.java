package io.reprise.pipelines.tablediff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Compares tables.
 *
 * <p>A file that both tables have by the same digest is not read. That is right wherever its rows
 * stand: where no key is there twice, its rows are in one place of each table and equal there, so
 * each of them is paired with itself, and without them the two tables differ in the same rows as
 * before. So it is only done for tables that are known to have each key once.
 *
 * @param samples rows of each kind that are kept as examples
 * @param sortBytes that rows of a table may take which has to be sorted, roughly
 */
public record TableComparison(Tolerance tolerance, int samples, long sortBytes) {

  /** A part of the heap that leaves room for both tables and what else there is. */
  public static TableComparison of(Tolerance tolerance, int samples) {
    return new TableComparison(tolerance, samples, Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * Compares two tables, of which at least one has a file.
   *
   * @param differing takes all rows that differ
   */
  public TableDiff compare(
      List<TableShard> before, List<TableShard> after, TableKey key, RowSink.Factory differing)
      throws IOException {
    List<TableShard> left = key.sorted() ? without(before, after) : before;
    List<TableShard> right = key.sorted() ? without(after, before) : after;
    Schema columnsBefore = TableSchema.of(shown(left, before, after));
    Schema columnsAfter = TableSchema.of(shown(right, after, before));
    String problem = keyProblem(key.columns(), columnsBefore, columnsAfter);
    if (problem != null) {
      return TableDiff.uncomparable(key.columns(), problem);
    }
    Sides sides = new Sides(left, right, columnsBefore, columnsAfter, key);
    try {
      int equal = before.size() - left.size();
      try {
        return merge(sides, false, differing, equal);
      } catch (AscendingRows.Unsorted e) {
        return merge(sides, true, differing, equal);
      }
    } catch (UncomparableTableException e) {
      return TableDiff.uncomparable(key.columns(), String.valueOf(e.getMessage()));
    }
  }

  /** Files that say which columns a table has; those of the other, where it has no file at all. */
  private static List<TableShard> shown(
      List<TableShard> read, List<TableShard> own, List<TableShard> others) {
    return read.isEmpty() ? (own.isEmpty() ? others : own).subList(0, 1) : read;
  }

  /** Files of one table whose bytes the other does not have; of two alike, each takes one away. */
  private static List<TableShard> without(List<TableShard> shards, List<TableShard> others) {
    Map<String, Integer> counts = new HashMap<>();
    others.forEach(shard -> counts.merge(shard.digest(), 1, Integer::sum));
    return shards.stream()
        .filter(shard -> counts.merge(shard.digest(), -1, Integer::sum) < 0)
        .toList();
  }

  private static @Nullable String keyProblem(List<String> key, Schema before, Schema after) {
    for (String column : key) {
      Schema.Field left = before.getField(column);
      Schema.Field right = after.getField(column);
      if (left == null || right == null) {
        return String.format(
            Locale.ROOT,
            "the %s table has no column '%s', which is of the key",
            left == null ? "first" : "second",
            column);
      }
      KeyOrder.Kind kind = KeyOrder.kind(left.schema());
      if (kind != KeyOrder.kind(right.schema()) || kind == KeyOrder.Kind.NONE) {
        return String.format(
            Locale.ROOT,
            "the key's column '%s' is %s in the first table and %s in the second",
            column,
            TableSchema.text(left.schema()),
            TableSchema.text(right.schema()));
      }
    }
    return null;
  }

  /** What is to be read of both tables. */
  private record Sides(
      List<TableShard> before,
      List<TableShard> after,
      Schema columnsBefore,
      Schema columnsAfter,
      TableKey key) {

    /** Of all columns but the key's. */
    private Set<String> names() {
      Set<String> names = new LinkedHashSet<>();
      columnsAfter.getFields().forEach(field -> names.add(field.name()));
      columnsBefore.getFields().forEach(field -> names.add(field.name()));
      key.columns().forEach(names::remove);
      return names;
    }

    private RowCursor rows(boolean first, boolean sort, long sortBytes) throws IOException {
      List<String> columns = key.columns();
      String name = first ? "the first table" : "the second table";
      RowCursor rows =
          new ShardRows(first ? before : after, first ? columnsBefore : columnsAfter, columns);
      if (!sort) {
        return new AscendingRows(rows, columns, name);
      }
      try (rows) {
        return new AscendingRows(SortedRows.of(rows, sortBytes, columns, name), columns, name);
      }
    }
  }

  private TableDiff merge(Sides sides, boolean sort, RowSink.Factory differing, int equalShards)
      throws IOException {
    MergeJoin join = new MergeJoin(tallies(sides), samples);
    try (RowCursor before = sides.rows(true, sort, sortBytes);
        RowCursor after = sides.rows(false, sort, sortBytes);
        RowSink sink = differing.open(sides.columnsBefore(), sides.columnsAfter())) {
      join.run(before, after, sink);
    }
    return join.result(
        sides.key().columns(),
        sides.names(),
        equalShards,
        sides.before().size() + sides.after().size());
  }

  private List<ColumnTally> tallies(Sides sides) {
    Set<String> names = sides.names();
    names.removeAll(tolerance.ignored());
    List<ColumnTally> tallies = new ArrayList<>();
    for (String name : names) {
      tallies.add(
          new ColumnTally(
              name, sides.columnsBefore(), sides.columnsAfter(), sides.key(), tolerance));
    }
    return tallies;
  }

  static List<ColumnDiff> ordered(List<ColumnTally> tallies) {
    return tallies.stream()
        .filter(ColumnTally::hasFoundAny)
        .map(ColumnTally::result)
        .sorted(Comparator.comparingLong(ColumnDiff::changed).reversed())
        .toList();
  }
}
