package io.reprise.pipelines.run;

import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.plan.Plan.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Which stage may start next: all that it needs is done with, and its memory fits the budget beside
 * what is at work. Used by one thread.
 */
final class Schedule {

  private final int jobs;
  private final long memory;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> open = new HashMap<>();
  private final Map<String, List<PlannedStage>> dependents = new HashMap<>();

  /** By place in the plan, so that stages start in its order. */
  private final TreeMap<Integer, PlannedStage> ready = new TreeMap<>();

  private final Map<String, Long> working = new HashMap<>();

  Schedule(Plan plan, int jobs, long memory) {
    this.jobs = jobs;
    this.memory = memory;
    for (PlannedStage stage : plan.stages()) {
      places.put(stage.name(), places.size());
      List<String> upstream =
          stage.inputs().values().stream().map(Source::stage).distinct().toList();
      open.put(stage.name(), upstream.size());
      upstream.forEach(
          name -> dependents.computeIfAbsent(name, key -> new ArrayList<>()).add(stage));
      if (upstream.isEmpty()) {
        ready.put(places.get(stage.name()), stage);
      }
    }
  }

  /** The next stage that is to be decided on, whether or not it can start; taken off the list. */
  Optional<PlannedStage> pollReady() {
    return Optional.ofNullable(ready.pollFirstEntry()).map(Map.Entry::getValue);
  }

  /**
   * The first of some stages that can start beside what is at work.
   *
   * @param need in bytes
   */
  Optional<PlannedStage> admissible(List<PlannedStage> stages, ToLongFunction<PlannedStage> need) {
    if (working.size() >= jobs) {
      return Optional.empty();
    }
    long used = working.values().stream().mapToLong(Long::longValue).sum();
    return stages.stream()
        .filter(stage -> working.isEmpty() || need.applyAsLong(stage) <= memory - used)
        .findFirst();
  }

  /** Puts stages in the plan's order, whenever they became ready. */
  void sort(List<PlannedStage> stages) {
    stages.sort(Comparator.comparing(stage -> places.get(stage.name())));
  }

  void started(String stage, long need) {
    working.put(stage, need);
  }

  boolean isIdle() {
    return working.isEmpty();
  }

  /** Makes ready whom it was the last input of. */
  void finished(String stage) {
    working.remove(stage);
    for (PlannedStage dependent : dependents.getOrDefault(stage, List.of())) {
      if (open.merge(dependent.name(), -1, Integer::sum) == 0) {
        ready.put(places.get(dependent.name()), dependent);
      }
    }
  }
}
