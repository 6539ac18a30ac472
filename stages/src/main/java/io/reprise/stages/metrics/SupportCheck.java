package io.reprise.stages.metrics;

import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Holds the support of classes against the examples that there are: what is added up over epochs,
 * or over repeats, is larger.
 */
final class SupportCheck {

  private static final String SUPPORT = "support";
  private static final String ROWS = "rows";

  private final Map<Measured, Double> support = new TreeMap<>();
  private final Map<Measured, Double> rows = new TreeMap<>();
  private final Map<String, Double> rowsOfSplit = new TreeMap<>();

  private SupportCheck() {}

  /** What a stage measures of a split. */
  private record Measured(String stage, String split) implements Comparable<Measured> {

    @Override
    public int compareTo(Measured other) {
      int order = stage.compareTo(other.stage);
      return order == 0 ? split.compareTo(other.split) : order;
    }

    String label() {
      return split.isEmpty() ? stage : stage + " (" + split + ")";
    }
  }

  /** One line for each stage and split whose support is more, or less, than its examples. */
  static List<String> warnings(List<Metric> metrics) {
    SupportCheck check = new SupportCheck();
    metrics.forEach(check::add);
    List<String> warnings = new ArrayList<>();
    check.support.forEach((measured, sum) -> check.warning(measured, sum).ifPresent(warnings::add));
    return warnings;
  }

  private void add(Metric metric) {
    String split = metric.getSplit() == null ? "" : metric.getSplit();
    Measured measured = new Measured(metric.getStage(), split);
    boolean whole = MetricClass.of(metric) == null;
    if (metric.getName().equals(SUPPORT) && !whole) {
      support.merge(measured, metric.getValue(), Double::sum);
    } else if (metric.getName().equals(ROWS) && whole) {
      rows.merge(measured, metric.getValue(), Math::max);
      rowsOfSplit.merge(split, metric.getValue(), Math::max);
    }
  }

  /** Against the stage's own examples where it says how many, else the most of the split. */
  private Optional<String> warning(Measured measured, double sum) {
    Double own = rows.get(measured);
    Double expected = own == null ? rowsOfSplit.get(measured.split()) : own;
    if (expected == null || (own == null ? sum <= expected : sum == expected)) {
      return Optional.empty();
    }
    String question =
        sum > expected ? "are predictions of several epochs counted?" : "are classes missing?";
    return Optional.of(
        String.format(
            Locale.ROOT,
            "support of %s adds up to %,.0f, but there are %,.0f examples: %s",
            measured.label(),
            sum,
            expected,
            question));
  }
}
