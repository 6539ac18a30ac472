package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.CanonicalEncoder;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.path.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stage put out: immutable files in the store, by path. The first part of a path is the
 * output that the file belongs to: {@code model/network.json}.
 */
public record Artifact(SortedMap<String, StoredObject> files) {

  public Artifact {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    files.keySet().forEach(Artifact::requireInside);
  }

  /** It may come from another machine, and runs' folders show each file at its path. */
  private static void requireInside(String path) {
    if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException("a path that leads elsewhere: " + path);
    }
  }

  /** What is in a folder, read and digested; empty where there is none. */
  public static Artifact below(Path folder) throws IOException {
    SortedMap<String, StoredObject> files = new TreeMap<>();
    for (Path file : Disk.filesBelow(folder)) {
      String path = RelativePath.of(folder, file);
      files.put(path, new StoredObject(Digest.of(file), Files.size(file)));
    }
    return new Artifact(files);
  }

  /** A file's content. */
  public record StoredObject(Digest digest, long size) {}

  /** Of all files with their paths. */
  public Digest digest() {
    return digest(files);
  }

  /** The files of one output, by their paths below it. */
  public SortedMap<String, StoredObject> output(String name) {
    SortedMap<String, StoredObject> output = new TreeMap<>();
    String folder = name + "/";
    files.forEach(
        (path, object) -> {
          if (path.startsWith(folder)) {
            output.put(path.substring(folder.length()), object);
          }
        });
    return output;
  }

  /** In bytes. */
  public long outputSize(String name) {
    return output(name).values().stream().mapToLong(StoredObject::size).sum();
  }

  /** What another stage's key holds of an output. */
  public Digest outputDigest(String name) {
    return digest(output(name));
  }

  /** In bytes, all files together. */
  public long size() {
    return files.values().stream().mapToLong(StoredObject::size).sum();
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    files.forEach(
        (path, object) ->
            map.put(path, Map.of("sha256", object.digest().hex(), "bytes", object.size())));
    return map;
  }

  static Artifact fromMap(Map<String, @Nullable Object> map) {
    SortedMap<String, StoredObject> files = new TreeMap<>();
    for (String path : map.keySet()) {
      Map<String, @Nullable Object> file = JsonMaps.map(map, path);
      files.put(
          path,
          new StoredObject(
              new Digest(JsonMaps.text(file, "sha256")), JsonMaps.integer(file, "bytes")));
    }
    return new Artifact(files);
  }

  private static Digest digest(SortedMap<String, StoredObject> files) {
    Map<String, @Nullable Object> digests = new TreeMap<>();
    files.forEach((path, object) -> digests.put(path, object.digest()));
    return CanonicalEncoder.digest(digests);
  }
}
