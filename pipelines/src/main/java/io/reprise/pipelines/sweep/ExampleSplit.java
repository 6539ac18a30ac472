package io.reprise.pipelines.sweep;

import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Which examples a metric is of. A train stage calls what comes in by {@code validation} so, even
 * where somebody has wired test examples to it.
 */
final class ExampleSplit {

  static final String TEST = "test";

  private ExampleSplit() {}

  /**
   * @param said by the metric itself; empty where it says none
   */
  static String of(Plan plan, String stage, String said) {
    boolean trains = plan.stage(stage).stage().type().name().equals("train");
    Source source = plan.stage(stage).inputs().get(Measured.VALIDATION);
    boolean ofTest =
        trains && said.equals(Measured.VALIDATION) && source != null && comesFromTest(plan, source);
    return ofTest ? TEST : said;
  }

  /** Whether one of the outputs that it is made of is named {@code test}. */
  private static boolean comesFromTest(Plan plan, Source source) {
    Deque<Source> open = new ArrayDeque<>(Set.of(source));
    Set<Source> seen = new HashSet<>();
    while (!open.isEmpty()) {
      Source next = Objects.requireNonNull(open.poll());
      if (next.output().equals(TEST)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(plan.stage(next.stage()).inputs().values());
      }
    }
    return false;
  }
}
