package io.reprise.pipelines.cli;

import io.reprise.pipelines.outputs.FilesDiff;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.tablediff.ColumnDiff;
import io.reprise.pipelines.tablediff.RowChange;
import io.reprise.pipelines.tablediff.TableDiff;
import io.reprise.schemas.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** What differs between two outputs, for programs. */
final class OutputJson {

  private OutputJson() {}

  static Map<String, @Nullable Object> of(OutputDiff output) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("stage", output.stage());
    map.put("output", output.output());
    map.put("content", output.content());
    map.put("files", files(output.files()));
    map.put("pictures", output.pictures().stream().map(PictureText::json).toList());
    map.put("table", output.table() == null ? null : table(output.table()));
    map.put("agreement", output.agreement() == null ? null : AgreementJson.of(output.agreement()));
    return map;
  }

  private static Map<String, @Nullable Object> files(FilesDiff files) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("added", files.added());
    map.put("removed", files.removed());
    map.put("changed", files.changed());
    return map;
  }

  private static Map<String, @Nullable Object> table(TableDiff table) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("problem", table.problem());
    map.put("key", table.key());
    map.put("equalFiles", (long) table.equalShards());
    map.put("readFiles", (long) table.readShards());
    map.put("added", table.added());
    map.put("removed", table.removed());
    map.put("changed", table.changed());
    map.put("equal", table.equal());
    map.put("columns", table.columns().stream().map(OutputJson::column).toList());
    map.put("samples", table.samples().stream().map(row -> sample(row, table.key())).toList());
    return map;
  }

  private static Map<String, @Nullable Object> column(ColumnDiff column) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", column.name());
    map.put("typeBefore", column.typeBefore());
    map.put("typeAfter", column.typeAfter());
    map.put("changed", column.changed());
    map.put("largest", column.largest() == null ? null : plain(column.largest()));
    map.put("elements", column.elements());
    return map;
  }

  private static Map<String, @Nullable Object> sample(RowChange row, List<String> key) {
    Map<String, @Nullable Object> keys = new LinkedHashMap<>();
    for (int i = 0; i < key.size(); i++) {
      keys.put(key.get(i), plain(row.key().get(i)));
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("change", row.kind().name().toLowerCase(Locale.ROOT));
    map.put("key", keys);
    map.put("before", cells(row.before(), row));
    map.put("after", cells(row.after(), row));
    return map;
  }

  /** Of a changed row the cells that differ, of another all. */
  private static @Nullable Map<String, @Nullable Object> cells(
      @Nullable IndexedRecord cells, RowChange row) {
    if (cells == null) {
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Schema.Field field : cells.getSchema().getFields()) {
      if (row.kind() != RowChange.Kind.CHANGED || row.cells().containsKey(field.name())) {
        map.put(field.name(), plain(cells.get(field.pos())));
      }
    }
    return map;
  }

  /** Null, flags, numbers and texts as such; lists and bytes in short, as people see them. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    if (value instanceof Integer number) {
      return (long) number;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? Double.valueOf(number) : Numbers.text(number);
    }
    return value instanceof CharSequence ? value.toString() : CellText.of(value);
  }
}
