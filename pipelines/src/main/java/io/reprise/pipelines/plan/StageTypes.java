package io.reprise.pipelines.plan;

import io.reprise.stages.spi.Stage;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The stage types that pipeline files may use, by name. */
public final class StageTypes {

  private final SortedMap<String, Stage> byName = new TreeMap<>();

  public StageTypes(Collection<? extends Stage> stages) {
    for (Stage stage : stages) {
      if (byName.put(stage.type().name(), stage) != null) {
        throw new IllegalArgumentException("two stage types are named " + stage.type().name());
      }
    }
  }

  public Optional<Stage> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public SortedSet<String> names() {
    return new TreeSet<>(byName.keySet());
  }
}
