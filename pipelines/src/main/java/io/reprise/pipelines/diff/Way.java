package io.reprise.pipelines.diff;

import io.reprise.pipelines.diff.RunDiff.Kind;
import io.reprise.pipelines.diff.RunDiff.StageDiff;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shortest way from a stage that was changed, by stages whose bytes differ, to one whose
 * metrics moved.
 *
 * @param stages the one that was changed first; alone where its own metrics moved
 * @param metrics of the last stage, those of all classes
 */
public record Way(List<String> stages, List<MetricDiff> metrics) {

  public Way {
    stages = List.copyOf(stages);
    metrics = List.copyOf(metrics);
  }

  /** The stage that was changed. */
  public String cause() {
    return stages.get(0);
  }

  static List<Way> all(RunManifest run, List<StageDiff> stages, List<MetricDiff> metrics) {
    Map<String, List<MetricDiff>> moved =
        metrics.stream()
            .filter(metric -> metric.id().className() == null)
            .filter(metric -> metric.before() != null && metric.after() != null)
            .collect(Collectors.groupingBy(metric -> metric.id().measuring()));
    Set<String> different =
        stages.stream()
            .filter(stage -> stage.kind().hasOtherBytes())
            .map(StageDiff::name)
            .collect(Collectors.toSet());
    List<Way> ways = new ArrayList<>();
    for (StageDiff stage : stages) {
      if (stage.kind().hasOtherBytes() && stage.kind() != Kind.CONSEQUENCE) {
        for (List<String> way : from(stage.name(), run, different)) {
          List<MetricDiff> reached = moved.get(way.get(way.size() - 1));
          if (reached != null) {
            ways.add(new Way(way, reached));
          }
        }
      }
    }
    return ways;
  }

  /** Breadth first, so that the first way to a stage is a shortest one. */
  private static List<List<String>> from(String start, RunManifest run, Set<String> different) {
    Map<String, List<String>> ways = new LinkedHashMap<>();
    ways.put(start, List.of(start));
    Deque<String> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      String stage = next.remove();
      for (StageEntry user : run.stages()) {
        if (different.contains(user.name())
            && !ways.containsKey(user.name())
            && reads(user, stage)) {
          List<String> way = new ArrayList<>(ways.get(stage));
          way.add(user.name());
          ways.put(user.name(), way);
          next.add(user.name());
        }
      }
    }
    return List.copyOf(ways.values());
  }

  private static boolean reads(StageEntry user, String stage) {
    return user.inputs().values().stream()
        .anyMatch(source -> String.valueOf(source).startsWith(stage + "."));
  }
}
