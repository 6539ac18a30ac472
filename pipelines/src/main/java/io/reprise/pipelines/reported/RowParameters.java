package io.reprise.pipelines.reported;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.stages.spi.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that a row's figures depend on.
 *
 * @param plan of the row's pipeline with what the row sets
 * @param stages of the plan that the row's figures come from, and those before them
 */
record RowParameters(Plan plan, Set<String> stages) {

  /**
   * What is different in a run, from what is wanted to what it has; empty where other stages or
   * other wiring make it a run of something else.
   */
  Optional<List<Difference>> differences(RunManifest run) {
    List<Difference> differences = new ArrayList<>();
    for (PlannedStage planned : plan.stages()) {
      if (stages.contains(planned.name())) {
        StageEntry entry = run.stage(planned.name()).orElse(StageEntry.NONE);
        if (!entry.type().equals(planned.stage().type().name())
            || !entry.inputs().equals(inputs(planned))) {
          return Optional.empty();
        }
        differences.addAll(
            Difference.ofParameters(
                planned.name(), planned.settings().values(), known(planned, entry)));
      }
    }
    return Optional.of(differences);
  }

  /** What another plan of the same file has otherwise. */
  List<Difference> differences(Plan other) {
    return plan.stages().stream()
        .flatMap(
            stage ->
                Difference.ofParameters(
                    stage.name(),
                    stage.settings().values(),
                    other.stage(stage.name()).settings().values())
                    .stream())
        .toList();
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
}
