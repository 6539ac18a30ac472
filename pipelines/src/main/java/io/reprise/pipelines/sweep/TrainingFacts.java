package io.reprise.pipelines.sweep;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run's train stages were told, as tables name it: read from the manifest. */
final class TrainingFacts {

  static final String OPTIMIZER = "optimizer";
  static final String LOSS = "loss";
  static final String ACTIVATION = "activation";

  private TrainingFacts() {}

  /** By name; without those that no stage has. Several values are joined by {@code +}. */
  static Map<String, String> of(RunManifest run) {
    Map<String, Set<String>> facts = new LinkedHashMap<>();
    for (StageEntry stage : run.stages()) {
      if (stage.type().equals("train")) {
        add(facts, OPTIMIZER, word(stage.parameters().get(OPTIMIZER)));
        layers(stage.parameters().get("layers"), facts);
      }
    }
    Map<String, String> joined = new LinkedHashMap<>();
    facts.forEach((name, values) -> joined.put(name, String.join(" + ", values)));
    return joined;
  }

  /**
   * The last layer's activation follows from its loss, and identity is none: both are left out,
   * unless there is no other.
   */
  private static void layers(@Nullable Object layers, Map<String, Set<String>> facts) {
    List<String> activations = new ArrayList<>();
    collect(layers, facts, activations);
    List<String> hidden = activations.subList(0, Math.max(0, activations.size() - 1));
    List<String> telling = hidden.stream().filter(word -> !word.equals("identity")).toList();
    List<String> said = hidden.isEmpty() ? activations : telling.isEmpty() ? hidden : telling;
    said.forEach(word -> add(facts, ACTIVATION, word));
  }

  /** Layers may be in layers: those of a branch. */
  private static void collect(
      @Nullable Object layers, Map<String, Set<String>> facts, List<String> activations) {
    if (!(layers instanceof List<?> list)) {
      return;
    }
    for (Object layer : list) {
      if (layer instanceof Map<?, ?> kinds) {
        kinds.forEach(
            (kind, each) -> {
              if (each instanceof Map<?, ?> parameters) {
                add(facts, LOSS, word(parameters.get(LOSS)));
                Object own = parameters.get(ACTIVATION.equals(kind) ? "function" : ACTIVATION);
                if (own != null) {
                  activations.add(word(own));
                }
                collect(parameters.get("layers"), facts, activations);
              }
            });
      }
    }
  }

  private static void add(Map<String, Set<String>> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(value);
    }
  }

  /** A variant by its kind; empty where there is none. */
  private static String word(@Nullable Object value) {
    return value instanceof Map<?, ?> variant
        ? String.join(" ", variant.keySet().stream().map(String::valueOf).toList())
        : value == null ? "" : String.valueOf(value);
  }
}
