package io.reprise.pipelines.sweep;

import io.reprise.schemas.json.JsonMaps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sweep and what is known of its points; stands as {@code sweep.json} in its folder.
 *
 * @param asked digest of all points' stages, parameters and wiring: the same sweep has the same
 * @param axes paths, in their order
 * @param points in their order
 */
public record SweepResult(
    String id,
    String pipeline,
    String file,
    String asked,
    List<String> axes,
    List<SweepPointResult> points) {

  /** Raised when the meaning of a field changes. */
  static final long FORMAT = 1;

  public SweepResult {
    axes = List.copyOf(axes);
    points = List.copyOf(points);
  }

  public SweepResult named(String other) {
    return new SweepResult(other, pipeline, file, asked, axes, points);
  }

  public boolean isDone() {
    return points.stream().allMatch(SweepPointResult::isDone);
  }

  static boolean isSeed(String path) {
    return path.equals("seed") || path.endsWith(".seed");
  }

  /** Short names of axes, by path, as the columns of tables have them. */
  public static Map<String, String> axisNames(List<String> axes) {
    return TableColumns.axisNames(axes);
  }

  /** The axes that make settings. */
  List<String> settingAxes() {
    return axes.stream().filter(path -> !isSeed(path)).toList();
  }

  /** The seeds of each setting, in the order of their first points. */
  List<List<SweepPointResult>> settings() {
    Map<List<@Nullable Object>, List<SweepPointResult>> settings = new LinkedHashMap<>();
    for (SweepPointResult point : points) {
      List<@Nullable Object> values = new ArrayList<>();
      settingAxes().forEach(path -> values.add(point.values().get(path)));
      settings.computeIfAbsent(values, key -> new ArrayList<>()).add(point);
    }
    return List.copyOf(settings.values());
  }

  /** For JSON. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("format", FORMAT);
    map.put("id", id);
    map.put("pipeline", pipeline);
    map.put("file", file);
    map.put("asked", asked);
    map.put("axes", axes);
    Map<String, Long> states = new TreeMap<>();
    points.forEach(point -> states.merge(point.status(), 1L, Long::sum));
    map.put("states", states);
    map.put("points", points.stream().map(SweepPointResult::toMap).toList());
    return map;
  }

  /**
   * The inverse of {@link #toMap}.
   *
   * @throws IllegalArgumentException when the map is of no sweep of this format
   */
  static SweepResult fromMap(Map<String, @Nullable Object> map) {
    if (!Long.valueOf(FORMAT).equals(map.get("format"))) {
      throw new IllegalArgumentException("sweep format " + map.get("format"));
    }
    return new SweepResult(
        JsonMaps.text(map, "id"),
        JsonMaps.text(map, "pipeline"),
        JsonMaps.text(map, "file"),
        JsonMaps.text(map, "asked"),
        JsonMaps.texts(map, "axes"),
        JsonMaps.maps(map, "points").stream().map(SweepPointResult::fromMap).toList());
  }
}
