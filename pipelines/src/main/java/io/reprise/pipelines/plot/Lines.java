package io.reprise.pipelines.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines over one axis, each with places of its own on it. */
public record Lines(Axis x, Axis y, List<Line> lines) implements Plot {

  public Lines {
    lines = List.copyOf(lines);
  }

  /**
   * One line.
   *
   * @param x in the order in which they are joined
   * @param y as many; not a number where there is a gap
   */
  public record Line(String name, Style style, List<Double> x, List<Double> y) {

    public Line {
      x = List.copyOf(x);
      y = List.copyOf(y);
      if (x.size() != y.size()) {
        throw new IllegalArgumentException(x.size() + " places, but " + y.size() + " values");
      }
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("style", style.name().toLowerCase(Locale.ROOT));
      map.put("x", x);
      map.put("y", y);
      return map;
    }
  }

  /** What a line stands for. */
  public enum Style {
    SOLID,
    /** What is expected, or a limit: grey. */
    REFERENCE,
    /** As solid, where it is the second of a pair: validation beside training. */
    DASHED
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "lines");
    map.put("x", x.toMap());
    map.put("y", y.toMap());
    map.put("lines", lines.stream().map(Line::toMap).toList());
    return map;
  }
}
