package io.reprise.pipelines.cache;

import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one try of a stage, removed when it is closed.
 *
 * @param folder holds {@code out/}, the artifact in the making, and {@code facts/}
 * @param checkpoints outlives the try until one succeeds
 */
public record Scratch(Path folder, Path checkpoints, Disk disk) implements AutoCloseable {

  private static final String JSON = ".json";

  /** Where the files of the artifact are made. */
  public Path out() {
    return folder.resolve("out");
  }

  /** What the stage noted about the machine, by topic. */
  Map<String, @Nullable Object> machineFacts() throws IOException {
    Map<String, @Nullable Object> facts = new TreeMap<>();
    for (Path file : Disk.filesBelow(folder.resolve("facts"))) {
      String name = file.getFileName().toString();
      if (name.endsWith(JSON)) {
        facts.put(name.substring(0, name.length() - JSON.length()), Json.readObject(file));
      }
    }
    return facts;
  }

  @Override
  public void close() throws IOException {
    disk.deleteTree(folder);
  }
}
