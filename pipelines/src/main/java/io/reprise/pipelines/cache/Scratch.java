package io.reprise.pipelines.cache;

import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one try of a stage, removed when it is closed.
 *
 * @param folder holds {@code out/}, the artifact in the making, and {@code facts/}
 * @param checkpoints outlives the try until one succeeds
 */
public record Scratch(Path folder, Path checkpoints) implements AutoCloseable {

  Path out() {
    return folder.resolve("out");
  }

  /** What the stage noted about the machine, by topic. */
  public Map<String, @Nullable Object> machineFacts() throws IOException {
    Map<String, @Nullable Object> facts = new TreeMap<>();
    for (Path file : filesBelow(folder.resolve("facts"))) {
      String name = file.getFileName().toString();
      if (name.endsWith(".json")) {
        facts.put(name.substring(0, name.length() - ".json".length()), Json.readObject(file));
      }
    }
    return facts;
  }

  static List<Path> filesBelow(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }
}
