package io.reprise.pipelines.sweep;

import io.reprise.pipelines.sweep.Table.Column;
import io.reprise.pipelines.sweep.Table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names and kinds of columns. */
final class TableColumns {

  static final String SEEDS = "seeds";
  static final String FAILED = "failed";
  static final String PARAMETERS = "parameters";
  static final String EPOCHS = "epochs";

  /** No axis and no metric has these names. */
  private static final Set<String> FIXED =
      Set.of(
          "point",
          "status",
          "run",
          SEEDS,
          FAILED,
          PARAMETERS,
          EPOCHS,
          TrainingFacts.OPTIMIZER,
          TrainingFacts.LOSS,
          TrainingFacts.ACTIVATION,
          "train_seconds",
          "test_seconds");

  private final SweepResult sweep;
  private final Map<String, String> axes;
  private final Map<String, String> metrics;

  /**
   * @param metrics that the table has
   */
  TableColumns(SweepResult sweep, List<String> metrics) {
    this.sweep = sweep;
    this.axes = axisNames(sweep.axes());
    List<String> taken = new ArrayList<>(FIXED);
    taken.addAll(axes.values());
    this.metrics = new ShortNames(taken).of(metrics);
  }

  /** The names of axes' columns, by path. */
  static Map<String, String> axisNames(List<String> axes) {
    return new ShortNames(FIXED).of(axes);
  }

  Column axis(String path) {
    return new Column(name(axes, path), kind(path), "the axis " + path, false);
  }

  private Kind kind(String path) {
    List<Object> values =
        sweep.points().stream()
            .filter(point -> point.values().containsKey(path))
            .map(point -> (Object) point.values().get(path))
            .toList();
    if (values.stream().allMatch(Long.class::isInstance)) {
      return Kind.WHOLE;
    }
    return values.stream().allMatch(Number.class::isInstance) ? Kind.REAL : Kind.TEXT;
  }

  /** A value of an axis as its column has it. */
  @Nullable Object cell(String path, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (kind(path)) {
      case WHOLE -> value;
      case REAL -> ((Number) value).doubleValue();
      case TEXT, ESTIMATE -> CellForm.exact(value);
    };
  }

  Column metric(String metric, Kind kind) {
    return new Column(name(metrics, metric), kind, metric, false);
  }

  Column noise(String metric) {
    return new Column(
        name(metrics, metric) + "_p",
        Kind.REAL,
        metric + ": Welch's t-test against the reference, corrected by Holm",
        false);
  }

  private static String name(Map<String, String> names, String path) {
    return Objects.requireNonNull(names.get(path));
  }
}
