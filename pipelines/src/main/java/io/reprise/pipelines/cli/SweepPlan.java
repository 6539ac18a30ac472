package io.reprise.pipelines.cli;

import io.reprise.pipelines.definition.Matrix;
import io.reprise.pipelines.definition.ParameterOverride;
import io.reprise.pipelines.definition.SweepPoint;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.UnionPlan;
import io.reprise.schemas.digest.CanonicalEncoder;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The points of a sweep, planned.
 *
 * @param axes paths, in their order
 */
record SweepPlan(List<String> axes, List<SweepPoint> points, UnionPlan union) {

  private static final int MOST_PROBLEMS = 20;

  /**
   * @param base parameters of all points
   * @param planner plans the pipeline with overrides
   * @throws ReportedException with one line for each thing that is wrong with any point
   */
  static SweepPlan of(
      Matrix matrix,
      List<ParameterOverride> base,
      Function<List<ParameterOverride>, Plan> planner) {
    List<String> axes = matrix.paths();
    requireNotSet(axes, base);
    List<SweepPoint> points = matrix.points();
    Set<String> problems = new LinkedHashSet<>();
    List<Plan> plans = new ArrayList<>();
    for (SweepPoint point : points) {
      List<ParameterOverride> overrides = new ArrayList<>(base);
      overrides.addAll(point.overrides());
      try {
        plans.add(planner.apply(overrides));
      } catch (ReportedException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ReportedException(shortened(List.copyOf(problems)));
    }
    UnionPlan union = UnionPlan.of(plans);
    requireDifferent(points, union);
    return new SweepPlan(axes, points, union);
  }

  private static void requireNotSet(List<String> axes, List<ParameterOverride> base) {
    for (ParameterOverride override : base) {
      String path = String.join(".", override.path());
      if (axes.stream().anyMatch(axis -> (path + ".").startsWith(axis + "."))) {
        throw new ReportedException(
            "--set " + path + ": the sweep varies it; leave one of them out");
      }
    }
  }

  private static List<String> shortened(List<String> problems) {
    if (problems.size() <= MOST_PROBLEMS) {
      return problems;
    }
    List<String> some = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
    some.add("and " + (problems.size() - MOST_PROBLEMS) + " more");
    return some;
  }

  /** Points that are the same would count as replicates that agree. */
  private static void requireDifferent(List<SweepPoint> points, UnionPlan union) {
    Map<Map<String, String>, Integer> seen = new HashMap<>();
    for (int i = 0; i < points.size(); i++) {
      Integer same = seen.putIfAbsent(union.nodes().get(i), i);
      if (same != null) {
        throw new ReportedException(
            "sweep: the points "
                + points.get(same)
                + " and "
                + points.get(i)
                + " are the same: what they differ in reaches no stage");
      }
    }
  }

  /** Of all that is asked for: the points' values, and their stages' parameters and wiring. */
  Digest digest() {
    List<Object> all = new ArrayList<>();
    all.add(union.plan().file());
    points.forEach(point -> all.add(point.toString()));
    for (Plan.PlannedStage stage : union.plan().stages()) {
      Map<String, String> inputs = new TreeMap<>();
      stage.inputs().forEach((name, source) -> inputs.put(name, source.toString()));
      all.add(
          List.of(stage.name(), stage.stage().type().name(), stage.settings().values(), inputs));
    }
    return CanonicalEncoder.digest(all);
  }
}
