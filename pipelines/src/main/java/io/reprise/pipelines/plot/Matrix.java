package io.reprise.pipelines.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of numbers as colours: a confusion matrix, clusters against labels.
 *
 * @param rowAxis what the rows are, from top to bottom
 * @param columnAxis what the columns are
 * @param layers the same cells in several measures; a reader switches between them
 */
public record Matrix(
    String rowAxis, List<String> rows, String columnAxis, List<String> columns, List<Layer> layers)
    implements Plot {

  public Matrix {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    layers = List.copyOf(layers);
  }

  /**
   * One measure of all cells.
   *
   * @param digits after the point
   * @param values by row, then by column; not a number where there is none
   */
  public record Layer(String name, int digits, List<List<Double>> values) {

    public Layer {
      values = values.stream().map(List::copyOf).toList();
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("digits", digits);
      map.put("values", values);
      return map;
    }
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "matrix");
    map.put("rowAxis", rowAxis);
    map.put("rows", rows);
    map.put("columnAxis", columnAxis);
    map.put("columns", columns);
    map.put("layers", layers.stream().map(Layer::toMap).toList());
    return map;
  }
}
