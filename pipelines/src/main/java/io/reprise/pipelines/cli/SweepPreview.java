package io.reprise.pipelines.cli;

import io.reprise.pipelines.run.StageState;
import io.reprise.schemas.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much a sweep would run.
 *
 * @param states of the stages of all points, each that they share once
 */
record SweepPreview(SweepPlan plan, Collection<StageState> states) {

  SweepPreview {
    states = List.copyOf(states);
  }

  void print(CommonOptions common) {
    long all = plan.union().plans().stream().mapToLong(each -> each.stages().size()).sum();
    long there = states.stream().filter(StageState.Cached.class::isInstance).count();
    if (common.json()) {
      Map<String, @Nullable Object> counts = new LinkedHashMap<>();
      counts.put("points", (long) plan.points().size());
      counts.put("stages", all);
      counts.put("distinct", (long) states.size());
      counts.put("cached", there);
      counts.put("toRun", states.size() - there);
      System.out.print(Json.write(counts));
    } else if (common.forPeople()) {
      SweepLabels.of(plan).forEach(label -> System.out.println("  " + label));
      System.out.printf(
          Locale.ROOT,
          "%d points of %d stages are %d different ones; %d are in the store, %d would run%n",
          plan.points().size(),
          all,
          states.size(),
          there,
          states.size() - there);
    }
  }
}
