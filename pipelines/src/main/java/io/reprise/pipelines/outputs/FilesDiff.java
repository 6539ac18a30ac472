package io.reprise.pipelines.outputs;

import io.reprise.pipelines.cache.Artifact.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Files of an output that differ, by their names below it. */
public record FilesDiff(List<String> added, List<String> removed, List<String> changed) {

  /** No file differs. */
  static final FilesDiff NONE = new FilesDiff(List.of(), List.of(), List.of());

  public FilesDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
  }

  static FilesDiff between(
      SortedMap<String, StoredObject> before, SortedMap<String, StoredObject> after) {
    List<String> removed = new ArrayList<>(before.keySet());
    removed.removeAll(after.keySet());
    List<String> added = new ArrayList<>(after.keySet());
    added.removeAll(before.keySet());
    List<String> changed =
        before.entrySet().stream()
            .filter(
                file ->
                    after.containsKey(file.getKey())
                        && !file.getValue().equals(after.get(file.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    return new FilesDiff(added, removed, changed);
  }

  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }
}
