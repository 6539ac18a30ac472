package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.plan.Plan.Source;
import io.reprise.pipelines.run.StageKeys.Keyed;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Previews a run, by the same keys and lookups, without executing anything. */
final class Inspection {

  private final Store store;
  private final StageKeys keys;
  private final Explanation explanation;
  private final Map<String, StageState> states = new LinkedHashMap<>();

  Inspection(Store store, StageKeys keys, Explanation explanation) {
    this.store = store;
    this.keys = keys;
    this.explanation = explanation;
  }

  /** Stage name to state, in the plan's order. */
  Map<String, StageState> inspect(Plan plan, RunRequest request) throws IOException {
    for (PlannedStage stage : plan.stages()) {
      boolean selected = request.selected().contains(stage.name());
      StageState state = state(stage, request.forced().contains(stage.name()));
      boolean there = state instanceof StageState.Cached;
      states.put(stage.name(), selected || there ? state : new StageState.NotSelected(state.why()));
    }
    return states;
  }

  private StageState state(PlannedStage stage, boolean forced) {
    List<String> open = upstream(stage, StageState.Cached.class, false);
    List<String> missing = upstream(stage, StageState.NotSelected.class, true);
    if (!missing.isEmpty()) {
      String first = missing.get(0);
      return new StageState.WouldFail(List.of(MissingInput.message(first, List.of())));
    }
    if (!open.isEmpty()) {
      return new StageState.DependsOn(open);
    }
    try {
      Keyed keyed = keys.key(stage, this::artifact);
      Lookup lookup = store.peek(keyed.preimage().key());
      if (lookup instanceof Lookup.Hit hit) {
        return forced
            ? new StageState.WouldRun(List.of("forced"))
            : new StageState.Cached(hit.record());
      }
      return new StageState.WouldRun(
          StageRun.withResumption(
              explanation.why(stage, keyed, lookup), store, keyed.preimage().key(), forced));
    } catch (ReportedException e) {
      return new StageState.WouldFail(e.problems());
    } catch (IOException e) {
      return new StageState.WouldFail(List.of("cannot be read: " + e.getMessage()));
    }
  }

  /** The stages that this one needs whose state is, or is not, of a kind. */
  private List<String> upstream(
      PlannedStage stage, Class<? extends StageState> kind, boolean wanted) {
    return stage.inputs().values().stream()
        .map(Source::stage)
        .distinct()
        .filter(name -> kind.isInstance(states.get(name)) == wanted)
        .toList();
  }

  private Artifact artifact(String stage) {
    if (states.get(stage) instanceof StageState.Cached cached) {
      return cached.record().artifact();
    }
    throw new IllegalStateException(stage + " is not cached");
  }
}
