package io.reprise.pipelines.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bars of some categories, beside each other where there are several series.
 *
 * @param value the axis of the bars' lengths
 * @param horizontal whether bars lie, which leaves room for long names
 */
public record Bars(Axis value, List<String> categories, List<Series> series, boolean horizontal)
    implements Plot {

  public Bars {
    categories = List.copyOf(categories);
    series = List.copyOf(series);
  }

  /**
   * One bar for each category.
   *
   * @param values in the categories' order; not a number where there is none
   */
  public record Series(String name, List<Double> values) {

    public Series {
      values = List.copyOf(values);
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("values", values);
      return map;
    }
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "bars");
    map.put("value", value.toMap());
    map.put("categories", categories);
    map.put("series", series.stream().map(Series::toMap).toList());
    map.put("horizontal", horizontal);
    return map;
  }
}
