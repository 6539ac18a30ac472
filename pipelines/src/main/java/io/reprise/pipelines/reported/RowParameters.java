package io.reprise.pipelines.reported;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.stages.spi.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that a row's figures depend on.
 *
 * @param plan of the row's pipeline with what the row sets
 * @param stages of the plan that the row's figures come from, and those before them
 */
record RowParameters(Plan plan, Set<String> stages) {

  /** A parameter that has another value in a run. */
  record Other(@Nullable Object wanted, @Nullable Object has) {}

  /**
   * What is different in a run, by path; empty where other stages or other wiring make it a run of
   * something else.
   */
  Optional<Map<String, Other>> differences(RunManifest run) {
    Map<String, Other> differences = new TreeMap<>();
    for (PlannedStage planned : plan.stages()) {
      if (stages.contains(planned.name())) {
        StageEntry entry = run.stage(planned.name()).orElse(StageEntry.NONE);
        if (!entry.type().equals(planned.stage().type().name())
            || !entry.inputs().equals(inputs(planned))) {
          return Optional.empty();
        }
        compare(planned.name(), planned.settings().values(), known(planned, entry), differences);
      }
    }
    return Optional.of(differences);
  }

  /** Paths of what another plan of the same file has otherwise. */
  Set<String> changedFrom(Plan other) {
    Map<String, Other> differences = new TreeMap<>();
    for (PlannedStage stage : plan.stages()) {
      compare(
          stage.name(),
          stage.settings().values(),
          other.stage(stage.name()).settings().values(),
          differences);
    }
    return differences.keySet();
  }

  private static Map<String, Object> inputs(PlannedStage stage) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    stage.inputs().forEach((name, source) -> inputs.put(name, source.toString()));
    return inputs;
  }

  /** A parameter that the type had not yet when it ran has its default, which changes nothing. */
  private static Map<String, @Nullable Object> known(PlannedStage planned, StageEntry entry) {
    Map<String, @Nullable Object> known = new LinkedHashMap<>(entry.parameters());
    for (Parameter parameter : planned.stage().type().parameters()) {
      if (!known.containsKey(parameter.name()) && !parameter.required()) {
        known.put(parameter.name(), parameter.fallback());
      }
    }
    return known;
  }

  private static void compare(
      String path, @Nullable Object wanted, @Nullable Object has, Map<String, Other> into) {
    if (wanted instanceof Map<?, ?> one && has instanceof Map<?, ?> other) {
      one.forEach((name, value) -> compare(path + "." + name, value, other.get(name), into));
      other.forEach(
          (name, value) -> {
            if (!one.containsKey(name)) {
              compare(path + "." + name, null, value, into);
            }
          });
    } else if (wanted instanceof List<?> one
        && has instanceof List<?> other
        && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        compare(path + "." + i, one.get(i), other.get(i), into);
      }
    } else if (!Objects.equals(wanted, has)) {
      into.put(path, new Other(wanted, has));
    }
  }
}
