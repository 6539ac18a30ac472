package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Block.Tile;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.tablediff.ColumnDiff;
import io.reprise.pipelines.tablediff.RowChange;
import io.reprise.pipelines.tablediff.TableDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Rows of a table that differ. */
record RowBlocks(Budget budget, List<String> notes) {

  private static final int MOST_COLUMNS = 100;
  private static final int MOST_CELLS = 8;

  List<Block> of(TableDiff table) {
    if (table.problem() != null) {
      return List.of(
          new Block.Notices(
              List.of(
                  new Block.Notice(
                      Block.Level.WARNING,
                      "",
                      "Rows cannot be compared: " + Cells.cut(table.problem())))));
    }
    if (table.isEmpty()) {
      return List.of(new Block.Text("No row differs beyond the tolerance, only bytes."));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Tiles(
            List.of(
                new Tile("Rows changed", (double) table.changed(), ""),
                new Tile("Rows added", (double) table.added(), ""),
                new Tile("Rows removed", (double) table.removed(), ""),
                new Tile("Rows equal", (double) table.equal(), shards(table)))));
    if (!table.columns().isEmpty()) {
      blocks.add(columns(table.columns()));
    }
    int granted = budget.rows(table.samples().size());
    if (granted < table.samples().size()) {
      notes.add(Cells.format("Of %,d sample rows %,d are shown.", table.samples().size(), granted));
    }
    if (granted > 0) {
      blocks.add(samples(table, granted));
    }
    return blocks;
  }

  private static String shards(TableDiff table) {
    return table.equalShards() == 0
        ? ""
        : Cells.format("and those of %,d equal files", table.equalShards());
  }

  private Block columns(List<ColumnDiff> columns) {
    if (columns.size() > MOST_COLUMNS) {
      notes.add(Cells.format("The first %,d of %,d columns.", MOST_COLUMNS, columns.size()));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ColumnDiff column : columns.stream().limit(MOST_COLUMNS).toList()) {
      rows.add(
          Arrays.asList(
              Cells.cut(column.name()),
              type(column),
              column.changed(),
              column.elements() == null ? null : column.elements(),
              column.largest()));
    }
    return new Table(
        "Columns",
        List.of(
            Column.text("Column"),
            Column.text("Type"),
            Column.number("Rows"),
            Column.number("Elements"),
            Column.number("Largest difference")),
        rows,
        false);
  }

  private static String type(ColumnDiff column) {
    if (column.typeBefore() == null) {
      return "added: " + column.typeAfter();
    }
    if (column.typeAfter() == null) {
      return "removed: " + column.typeBefore();
    }
    return column.isRetyped()
        ? column.typeBefore() + " \u2192 " + column.typeAfter()
        : column.typeAfter();
  }

  private static Block samples(TableDiff table, int granted) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (RowChange row : table.samples().subList(0, granted)) {
      List<String> keys = new ArrayList<>();
      for (int i = 0; i < table.key().size(); i++) {
        keys.add(table.key().get(i) + " " + Cells.text(row.key().get(i)));
      }
      rows.add(
          Arrays.asList(
              row.kind().name().toLowerCase(Locale.ROOT),
              Cells.cut(String.join(", ", keys)),
              cells(row, table.key(), row.before()),
              cells(row, table.key(), row.after())));
    }
    return new Table(
        "Some rows",
        List.of(
            Column.text("Change"), Column.text("Row"), Column.text("First"), Column.text("Second")),
        rows,
        false);
  }

  /** Of a changed row the cells that differ, of another all, few as they are shown. */
  private static @Nullable String cells(
      RowChange row, List<String> key, @Nullable IndexedRecord record) {
    if (record == null) {
      return null;
    }
    List<String> cells = new ArrayList<>();
    for (Schema.Field field : record.getSchema().getFields()) {
      boolean shown =
          row.kind() == RowChange.Kind.CHANGED
              ? row.cells().containsKey(field.name())
              : !key.contains(field.name());
      if (shown) {
        cells.add(field.name() + " " + Cells.text(record.get(field.pos())));
      }
    }
    int more = cells.size() - MOST_CELLS;
    return Cells.cut(String.join(", ", cells.subList(0, Math.min(cells.size(), MOST_CELLS))))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
