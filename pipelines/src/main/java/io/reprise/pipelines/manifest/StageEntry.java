package io.reprise.pipelines.manifest;

import io.reprise.schemas.json.JsonMaps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says of one stage.
 *
 * @param outcome ran, cached, failed, interrupted, skipped or not selected
 * @param why why it ran, failed or was skipped, or from where the next run goes on; one line each
 * @param key null where it was not computed; a stage that failed may have one
 * @param artifact digest of all files; null where there is none
 * @param outputs digest of each output's content
 * @param contents what is in each output, as pipeline files name it: {@code predictions}
 * @param inputs what each input is wired to: {@code train.model}
 * @param parameters with defaults filled in
 * @param seconds in this run
 * @param machine facts about the machine that made the artifact, by topic
 */
public record StageEntry(
    String name,
    String type,
    String outcome,
    List<String> why,
    @Nullable String key,
    @Nullable String artifact,
    Map<String, @Nullable Object> outputs,
    Map<String, @Nullable Object> contents,
    Map<String, @Nullable Object> inputs,
    Map<String, @Nullable Object> parameters,
    List<String> warnings,
    double seconds,
    Map<String, @Nullable Object> machine) {

  /** Stands for a stage that nothing is known of yet. */
  public static final StageEntry NONE =
      new StageEntry(
          "", "", "", List.of(), null, null, Map.of(), Map.of(), Map.of(), Map.of(), List.of(), 0,
          Map.of());

  /** An artifact came of it. */
  public boolean succeeded() {
    return artifact != null;
  }

  /** For JSON; a map of the caller's own. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("type", type);
    map.put("outcome", outcome);
    map.put("why", why);
    map.put("key", key);
    map.put("artifact", artifact);
    map.put("outputs", outputs);
    map.put("contents", contents);
    map.put("inputs", inputs);
    map.put("parameters", parameters);
    map.put("warnings", warnings);
    map.put("seconds", seconds);
    map.put("machine", machine);
    return map;
  }

  static StageEntry fromMap(Map<String, @Nullable Object> map) {
    return new StageEntry(
        JsonMaps.text(map, "name"),
        JsonMaps.text(map, "type"),
        JsonMaps.text(map, "outcome"),
        JsonMaps.texts(map, "why"),
        (String) map.get("key"),
        (String) map.get("artifact"),
        JsonMaps.map(map, "outputs"),
        map.containsKey("contents") ? JsonMaps.map(map, "contents") : Map.of(),
        JsonMaps.map(map, "inputs"),
        JsonMaps.map(map, "parameters"),
        JsonMaps.texts(map, "warnings"),
        JsonMaps.real(map, "seconds"),
        JsonMaps.map(map, "machine"));
  }
}
