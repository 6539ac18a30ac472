package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the workers of a stage say they have written, on its way into the store. */
record Delivery(List<WrittenFile> files) {

  private static final String JSON = ".json";

  Delivery {
    files = List.copyOf(files);
  }

  /**
   * Moves the files of the artifact into the store.
   *
   * @throws IOException when one is not there as it was written
   */
  Artifact moveInto(ObjectFolder objects, SyncBatch batch) throws IOException {
    SortedMap<String, StoredObject> artifact = new TreeMap<>();
    List<WrittenFile> moved = files.stream().filter(Delivery::isOfArtifact).toList();
    for (WrittenFile file : moved) { // all before the first is moved
      String path = file.path().substring(WrittenFile.OUT.length());
      if (artifact.put(path, new StoredObject(file.digest(), whole(file))) != null) {
        throw new ReportedException("two of its workers have written " + path);
      }
    }
    for (WrittenFile file : moved) {
      objects.moveIn(Path.of(file.uri()), file.digest(), batch);
    }
    return new Artifact(artifact);
  }

  private static boolean isOfArtifact(WrittenFile file) {
    return file.path().startsWith(WrittenFile.OUT);
  }

  /** Its size; a disk that is full or lost may have taken less than it was given. */
  private static long whole(WrittenFile file) throws IOException {
    Path path = Path.of(file.uri());
    long bytes = Files.size(path);
    if (bytes != file.bytes()) {
      throw new IOException(path + " has " + bytes + " of " + file.bytes() + " bytes");
    }
    return bytes;
  }

  /** What workers noted about their machines, by topic; where they differ, numbered. */
  Map<String, @Nullable Object> machineFacts() throws IOException {
    Map<String, @Nullable Object> facts = new TreeMap<>();
    Set<String> known = new HashSet<>();
    for (WrittenFile file : files) {
      if (file.path().startsWith(WrittenFile.FACTS) && known.add(file.path() + file.digest())) {
        String name = file.path().substring(WrittenFile.FACTS.length());
        String topic = name.substring(0, name.length() - JSON.length());
        int number = 1;
        while (facts.containsKey(numbered(topic, number))) {
          number++;
        }
        facts.put(numbered(topic, number), Json.readObject(Path.of(file.uri())));
      }
    }
    return facts;
  }

  private static String numbered(String topic, int number) {
    return number == 1 ? topic : topic + " " + number;
  }
}
