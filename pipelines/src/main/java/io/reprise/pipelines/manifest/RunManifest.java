package io.reprise.pipelines.manifest;

import io.reprise.schemas.json.JsonMaps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run; stands as {@code run.json} in its folder.
 *
 * @param id see {@link RunFolders}
 * @param file the pipeline file: from the project's home where it is below that, else absolute
 * @param started ISO 8601, UTC
 * @param jars of the user's own stage types, as the pipeline file names them
 * @param metrics the stage that joins all metrics; null where there is none
 * @param environment facts about the machine and the program
 * @param stages in the plan's order
 */
public record RunManifest(
    String id,
    String pipeline,
    String file,
    List<String> jars,
    String started,
    double seconds,
    Status status,
    @Nullable StageEntry metrics,
    Map<String, @Nullable Object> environment,
    List<StageEntry> stages) {

  /** Raised when the meaning of a field changes. */
  public static final long FORMAT = 3;

  /** How a run is, or ended. */
  public enum Status {
    RUNNING,
    DONE,
    FAILED,
    INTERRUPTED,
    /** Its process ended without a word; never written, but seen when it is read. */
    KILLED
  }

  public RunManifest {
    jars = List.copyOf(jars);
    stages = List.copyOf(stages);
  }

  /**
   * The same run, further on.
   *
   * @param how it is, or ended
   */
  public RunManifest with(
      Status how, double took, @Nullable StageEntry joined, List<StageEntry> entries) {
    return new RunManifest(
        id, pipeline, file, jars, started, took, how, joined, environment, entries);
  }

  /** The same run, as its end is known now. */
  RunManifest with(Status how) {
    return with(how, seconds, metrics, stages);
  }

  /** The stages, and the one that joins all metrics. */
  public List<StageEntry> all() {
    return Stream.concat(stages.stream(), Stream.ofNullable(metrics)).toList();
  }

  public Optional<StageEntry> stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }

  /** Where a stage stands in the plan; behind all others when it has no such stage. */
  public int position(String name) {
    int position = stages.stream().map(StageEntry::name).toList().indexOf(name);
    return position < 0 ? stages.size() : position;
  }

  /** When it was started, to the second, in UTC: {@code 2026-11-22 11:31:37}. */
  public String startedText() {
    return started.replace('T', ' ').replaceFirst("(\\.\\d+)?Z$", "");
  }

  /** For JSON. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("format", FORMAT);
    map.put("id", id);
    map.put("pipeline", pipeline);
    map.put("file", file);
    map.put("jars", jars);
    map.put("started", started);
    map.put("seconds", seconds);
    map.put("status", status.name().toLowerCase(Locale.ROOT));
    map.put("metrics", metrics == null ? null : metrics.toMap());
    map.put("environment", environment);
    map.put("stages", stages.stream().map(StageEntry::toMap).toList());
    return map;
  }

  /**
   * The inverse of {@link #toMap}.
   *
   * @throws IllegalArgumentException when the map is no manifest of this format
   */
  public static RunManifest fromMap(Map<String, @Nullable Object> map) {
    if (!Long.valueOf(FORMAT).equals(map.get("format"))) {
      throw new IllegalArgumentException("manifest format " + map.get("format"));
    }
    return new RunManifest(
        JsonMaps.text(map, "id"),
        JsonMaps.text(map, "pipeline"),
        JsonMaps.text(map, "file"),
        JsonMaps.texts(map, "jars"),
        JsonMaps.text(map, "started"),
        JsonMaps.real(map, "seconds"),
        Status.valueOf(JsonMaps.text(map, "status").toUpperCase(Locale.ROOT)),
        map.get("metrics") == null ? null : StageEntry.fromMap(JsonMaps.map(map, "metrics")),
        JsonMaps.map(map, "environment"),
        JsonMaps.maps(map, "stages").stream().map(StageEntry::fromMap).toList());
  }
}
