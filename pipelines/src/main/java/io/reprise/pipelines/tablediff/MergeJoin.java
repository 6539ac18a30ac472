package io.reprise.pipelines.tablediff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through two tables side by side, each sorted by its key, and counts what differs. */
final class MergeJoin {

  private final List<ColumnTally> columns;
  private final int mostSamples;
  private final Map<RowChange.Kind, Long> counts = new EnumMap<>(RowChange.Kind.class);
  private final Map<RowChange.Kind, List<RowChange>> samples = new EnumMap<>(RowChange.Kind.class);
  private long equal;

  MergeJoin(List<ColumnTally> columns, int mostSamples) {
    this.columns = columns;
    this.mostSamples = mostSamples;
  }

  void run(RowCursor before, RowCursor after, RowSink sink) throws IOException {
    new SortedMerge<>(Comparator.comparing(Row::key, new KeyOrder()))
        .run(
            before::next,
            after::next,
            new SortedMerge.Visitor<>() {
              @Override
              public void both(Row left, Row right) throws IOException {
                compare(left, right, sink);
              }

              @Override
              public void removed(Row row) throws IOException {
                one(new RowChange(row.key(), row.cells(), null, Map.of()), sink);
              }

              @Override
              public void added(Row row) throws IOException {
                one(new RowChange(row.key(), null, row.cells(), Map.of()), sink);
              }
            });
  }

  private void compare(Row left, Row right, RowSink sink) throws IOException {
    Map<String, CellChange> common = new LinkedHashMap<>();
    boolean other = false;
    for (ColumnTally column : columns) {
      CellChange change = column.next(left.cells(), right.cells());
      if (change != null) {
        other |= !column.isCommon();
        if (column.isCommon()) {
          common.put(column.name(), change);
        }
      }
    }
    RowChange change = new RowChange(left.key(), left.cells(), right.cells(), common);
    if (!common.isEmpty()) {
      one(change, sink);
    } else {
      equal++;
      if (other) {
        sink.take(change);
      }
    }
  }

  private void one(RowChange change, RowSink sink) throws IOException {
    sink.take(change);
    counts.merge(change.kind(), 1L, Long::sum);
    List<RowChange> first = samples.computeIfAbsent(change.kind(), kind -> new ArrayList<>());
    if (first.size() < mostSamples) {
      first.add(change);
    }
  }

  TableDiff result(List<String> key, Set<String> compared, int equalShards, int readShards) {
    List<RowChange> all = new ArrayList<>();
    for (RowChange.Kind kind :
        List.of(RowChange.Kind.CHANGED, RowChange.Kind.ADDED, RowChange.Kind.REMOVED)) {
      all.addAll(samples.getOrDefault(kind, List.of()));
    }
    return new TableDiff(
        key,
        equalShards,
        readShards,
        count(RowChange.Kind.ADDED),
        count(RowChange.Kind.REMOVED),
        count(RowChange.Kind.CHANGED),
        equal,
        compared,
        TableComparison.ordered(columns),
        all,
        null);
  }

  private long count(RowChange.Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }
}
