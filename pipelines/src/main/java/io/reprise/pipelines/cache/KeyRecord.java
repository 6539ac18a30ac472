package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.JsonMaps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the cache.
 *
 * @param versions what came of the key, latest first; more than one where running the stage again
 *     gave other bytes
 */
public record KeyRecord(Preimage preimage, List<Version> versions) {

  public KeyRecord {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("a key record without an artifact");
    }
  }

  /**
   * What came of one execution.
   *
   * @param seconds how long it took
   * @param machine facts about the machine that it ran on, by topic; no part of the key
   */
  public record Version(Artifact artifact, double seconds, Map<String, @Nullable Object> machine) {

    public Version {
      machine = Collections.unmodifiableMap(new TreeMap<>(machine));
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("artifact", artifact.toMap());
      map.put("seconds", seconds);
      map.put("machine", machine);
      return map;
    }

    private static Version fromMap(Map<String, @Nullable Object> map) {
      return new Version(
          Artifact.fromMap(JsonMaps.map(map, "artifact")),
          JsonMaps.real(map, "seconds"),
          JsonMaps.map(map, "machine"));
    }
  }

  /** The artifact that the key stands for. */
  public Artifact artifact() {
    return latest().artifact();
  }

  public Version latest() {
    return versions.get(0);
  }

  /** Whether every execution so far gave the same bytes. */
  public boolean isReproducible() {
    return versions.size() == 1;
  }

  /** The record after another execution; an earlier one that gave the same bytes is forgotten. */
  KeyRecord with(Version latest) {
    List<Version> all = new ArrayList<>(List.of(latest));
    versions.stream()
        .filter(version -> !version.artifact().equals(latest.artifact()))
        .forEach(all::add);
    return new KeyRecord(preimage, all);
  }

  /** The record with another version behind those that it has, unless it has it. */
  KeyRecord or(Version version) {
    if (versions.stream().anyMatch(known -> known.artifact().equals(version.artifact()))) {
      return this;
    }
    List<Version> all = new ArrayList<>(versions);
    all.add(version);
    return new KeyRecord(preimage, all);
  }

  /** The contents in the store that it needs: of all versions, and the listings. */
  SortedSet<Digest> contents() {
    SortedSet<Digest> contents = new TreeSet<>(preimage.listings());
    for (Version version : versions) {
      version.artifact().files().values().forEach(object -> contents.add(object.digest()));
    }
    return contents;
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("preimage", preimage.toMap());
    map.put("versions", versions.stream().map(Version::toMap).toList());
    return map;
  }

  static KeyRecord fromMap(Map<String, @Nullable Object> map) {
    return new KeyRecord(
        Preimage.fromMap(JsonMaps.map(map, "preimage")),
        JsonMaps.maps(map, "versions").stream().map(Version::fromMap).toList());
  }
}
