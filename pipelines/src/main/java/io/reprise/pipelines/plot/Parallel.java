package io.reprise.pipelines.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parallel coordinates: an axis for each column beside the others, and a line across them for each
 * row.
 *
 * @param columns from left to right; the last one's values decide the lines' colours
 * @param rows a cell for each column: a number, a text of its column's categories, or null where
 *     there is none
 */
public record Parallel(List<Column> columns, List<List<@Nullable Object>> rows) implements Plot {

  public Parallel {
    columns = List.copyOf(columns);
    rows =
        rows.stream()
            .<List<@Nullable Object>>map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
            .toList();
  }

  /**
   * One axis.
   *
   * @param categories from bottom to top; empty where it is of numbers
   */
  public record Column(String name, List<String> categories) {

    public Column {
      categories = List.copyOf(categories);
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("categories", categories);
      return map;
    }
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "parallel");
    map.put("columns", columns.stream().map(Column::toMap).toList());
    map.put("rows", rows);
    return map;
  }
}
