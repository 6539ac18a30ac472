package io.reprise.pipelines.sweep;

import io.reprise.schemas.json.JsonMaps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a point of a sweep.
 *
 * @param values by the axes' paths: a number, or else the label of what was chosen; an axis that is
 *     not there keeps the pipeline file's value
 * @param status {@code done}, {@code failed}, or {@code open} where nobody came to it
 * @param run id; null where there is none
 * @param problems one line each; empty unless it failed
 * @param facts of the trained network, as texts: optimizer, loss, activation
 * @param seconds by stage: how long its execution took, in whatever run that was
 * @param train stages of the type {@code train}
 * @param test stages of the type {@code evaluate}
 */
public record SweepPointResult(
    Map<String, Object> values,
    String status,
    @Nullable String run,
    List<String> problems,
    List<Measured> metrics,
    Map<String, String> facts,
    Map<String, Double> seconds,
    List<String> train,
    List<String> test) {

  public static final String DONE = "done";
  public static final String FAILED = "failed";
  public static final String OPEN = "open";

  public SweepPointResult {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    problems = List.copyOf(problems);
    metrics = List.copyOf(metrics);
    facts = Map.copyOf(facts);
    seconds = Map.copyOf(seconds);
    train = List.copyOf(train);
    test = List.copyOf(test);
  }

  /** A point that nobody came to. */
  public static SweepPointResult open(Map<String, Object> values) {
    return new SweepPointResult(
        values, OPEN, null, List.of(), List.of(), Map.of(), Map.of(), List.of(), List.of());
  }

  /** A figure for the line that says it is done; empty where nothing was measured. */
  public String headline() {
    Measured shown = null;
    for (Measured metric : metrics) {
      boolean tested = test.contains(metric.stage()) && metric.name().equals("accuracy");
      if (metric.value() != null && (shown == null || tested)) {
        shown = metric;
      }
      if (tested) {
        break;
      }
    }
    return shown == null || shown.value() == null
        ? ""
        : shown.shortPath() + " " + CellForm.number(shown.value());
  }

  boolean isDone() {
    return status.equals(DONE);
  }

  /** Of some of its stages together; null where it has none of them. */
  @Nullable Double seconds(List<String> stages) {
    return stages.stream().allMatch(seconds::containsKey) && !stages.isEmpty()
        ? stages.stream().mapToDouble(stage -> Objects.requireNonNull(seconds.get(stage))).sum()
        : null;
  }

  /** For JSON. */
  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("values", values);
    map.put("status", status);
    map.put("run", run);
    map.put("problems", problems);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Measured metric : metrics) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      row.put("stage", metric.stage());
      row.put("split", metric.split());
      row.put("name", metric.name());
      row.put("value", metric.value());
      row.put("source", metric.source());
      rows.add(row);
    }
    map.put("metrics", rows);
    map.put("facts", new TreeMap<>(facts));
    map.put("seconds", new TreeMap<>(seconds));
    map.put("train", train);
    map.put("test", test);
    return map;
  }

  static SweepPointResult fromMap(Map<String, @Nullable Object> map) {
    Map<String, Object> values = new LinkedHashMap<>();
    JsonMaps.map(map, "values")
        .forEach((path, value) -> values.put(path, Objects.requireNonNull(value)));
    Map<String, String> facts = new LinkedHashMap<>();
    JsonMaps.map(map, "facts").forEach((name, value) -> facts.put(name, String.valueOf(value)));
    Map<String, Double> seconds = new LinkedHashMap<>();
    Map<String, @Nullable Object> took = JsonMaps.map(map, "seconds");
    took.keySet().forEach(stage -> seconds.put(stage, JsonMaps.real(took, stage)));
    return new SweepPointResult(
        values,
        JsonMaps.text(map, "status"),
        (String) map.get("run"),
        JsonMaps.texts(map, "problems"),
        JsonMaps.maps(map, "metrics").stream().map(SweepPointResult::measured).toList(),
        facts,
        seconds,
        JsonMaps.texts(map, "train"),
        JsonMaps.texts(map, "test"));
  }

  private static Measured measured(Map<String, @Nullable Object> row) {
    return new Measured(
        JsonMaps.text(row, "stage"),
        JsonMaps.text(row, "split"),
        JsonMaps.text(row, "name"),
        row.get("value") == null ? null : JsonMaps.real(row, "value"),
        row.get("source") instanceof String source ? source : "");
  }
}
