package io.reprise.pipelines.cache;

import io.reprise.schemas.json.JsonMaps;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the cache.
 *
 * @param seconds how long the stage took when it ran
 * @param machine facts about the machine that it ran on, by topic; no part of the key
 */
public record KeyRecord(
    Preimage preimage, Artifact artifact, double seconds, Map<String, @Nullable Object> machine) {

  public KeyRecord {
    machine = Collections.unmodifiableMap(new TreeMap<>(machine));
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("preimage", preimage.toMap());
    map.put("artifact", artifact.toMap());
    map.put("seconds", seconds);
    map.put("machine", machine);
    return map;
  }

  static KeyRecord fromMap(Map<String, @Nullable Object> map) {
    return new KeyRecord(
        Preimage.fromMap(JsonMaps.map(map, "preimage")),
        Artifact.fromMap(JsonMaps.map(map, "artifact")),
        JsonMaps.real(map, "seconds"),
        JsonMaps.map(map, "machine"));
  }
}
