package io.reprise.pipelines.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows under named columns.
 *
 * @param rows cells as the columns' kinds say; null where there is nothing
 */
public record Table(List<Column> columns, List<List<@Nullable Object>> rows) {

  /** What a column's cells are. */
  enum Kind {
    /** A String. */
    TEXT,
    /** A Long. */
    WHOLE,
    /** A Double. */
    REAL,
    /** An {@link Estimate}. */
    ESTIMATE
  }

  /**
   * One column.
   *
   * @param name letters, digits and {@code _}, and no two the same
   * @param what in one line
   * @param timing whether it is of clocks, which are no result
   */
  record Column(String name, Kind kind, String what, boolean timing) {}

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> Collections.unmodifiableList(new ArrayList<>(row))).toList();
  }

  /** Without what clocks said. */
  Table withoutTimings() {
    List<Column> kept = columns.stream().filter(column -> !column.timing()).toList();
    List<List<@Nullable Object>> cells = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> some = new ArrayList<>();
      kept.forEach(column -> some.add(row.get(columns.indexOf(column))));
      cells.add(some);
    }
    return new Table(kept, cells);
  }

  /** The same with each estimate as its columns: mean, deviation, and both ends of the interval. */
  Table flat() {
    List<Column> flat = new ArrayList<>();
    List<List<@Nullable Object>> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(new ArrayList<>()));
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.kind() == Kind.ESTIMATE) {
        flat.add(real(column, "_mean", "mean over seeds"));
        flat.add(real(column, "_sd", "sample standard deviation over seeds"));
        flat.add(real(column, "_low", "lower end of the 95 % interval of the mean"));
        flat.add(real(column, "_high", "upper end of the 95 % interval of the mean"));
      } else {
        flat.add(column);
      }
      for (int row = 0; row < rows.size(); row++) {
        add(rows.get(row).get(i), column.kind(), cells.get(row));
      }
    }
    return new Table(flat, cells);
  }

  private static Column real(Column column, String suffix, String what) {
    return new Column(
        column.name() + suffix, Kind.REAL, column.what() + ": " + what, column.timing());
  }

  private static void add(@Nullable Object cell, Kind kind, List<@Nullable Object> row) {
    if (kind != Kind.ESTIMATE) {
      row.add(cell);
    } else if (cell instanceof Estimate estimate) {
      Double half = estimate.halfWidth();
      row.add(estimate.mean());
      row.add(estimate.deviation());
      row.add(half == null ? null : (Double) (estimate.mean() - half));
      row.add(half == null ? null : (Double) (estimate.mean() + half));
    } else {
      row.addAll(Collections.nCopies(4, null));
    }
  }
}
