package io.reprise.pipelines.diff;

import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.schemas.record.MetricStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric in two runs.
 *
 * @param before null where the first run does not have it
 * @param after null where the second run does not have it
 */
public record MetricDiff(Id id, @Nullable Double before, @Nullable Double after) {

  /**
   * What is measured.
   *
   * @param className null where it is of all classes
   */
  public record Id(String stage, @Nullable String split, String name, @Nullable String className) {

    /** The stage of the pipeline. */
    String measuring() {
      return MetricStage.of(stage);
    }
  }

  /** Metrics whose numbers are names, of classes. */
  private static final Set<String> NOMINAL = Set.of("majorityLabel");

  /** By how much it grew; null where that means nothing. */
  public @Nullable Double delta() {
    return before == null || after == null || NOMINAL.contains(id.name()) ? null : after - before;
  }

  /**
   * Whether the values are further apart than the tolerance, or one is not there; of names, whether
   * they are others.
   */
  public boolean differs(double tolerance) {
    if (before == null || after == null) {
      return true;
    }
    double most = NOMINAL.contains(id.name()) ? 0 : tolerance;
    return !before.equals(after) && !(Math.abs(after - before) <= most);
  }

  /** All metrics of both runs, in the second's order, then those of the first alone. */
  static List<MetricDiff> between(List<Metric> before, List<Metric> after) {
    Map<Id, Double> left = byId(before);
    Map<Id, Double> right = byId(after);
    Set<Id> ids = new LinkedHashSet<>(right.keySet());
    ids.addAll(left.keySet());
    List<MetricDiff> differences = new ArrayList<>();
    ids.forEach(id -> differences.add(new MetricDiff(id, left.get(id), right.get(id))));
    return differences;
  }

  private static Map<Id, Double> byId(List<Metric> metrics) {
    Map<Id, Double> values = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      values.put(newId(metric, values.keySet()), metric.getValue());
    }
    return values;
  }

  /** A program may write a metric twice: the second is compared with the other run's second. */
  private static Id newId(Metric metric, Set<Id> taken) {
    Id id = id(metric, metric.getName());
    for (int copy = 2; taken.contains(id); copy++) {
      id = id(metric, metric.getName() + " (" + copy + ")");
    }
    return id;
  }

  private static Id id(Metric metric, String name) {
    return new Id(metric.getStage(), metric.getSplit(), name, MetricClass.of(metric));
  }
}
