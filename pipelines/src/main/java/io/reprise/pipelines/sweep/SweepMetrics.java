package io.reprise.pipelines.sweep;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a sweep's points by name: {@code evaluate.accuracy}, with the split where a stage
 * has the metric of several.
 */
final class SweepMetrics {

  /** As many as a table shows where nobody says which, and no stage is of a known type. */
  private static final int MOST_SHOWN = 4;

  private final Map<String, Measured> byName = new LinkedHashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private final List<SweepPointResult> points;

  SweepMetrics(SweepResult sweep) {
    this.points = sweep.points();
    Map<String, String> paths = new LinkedHashMap<>();
    for (SweepPointResult point : points) {
      for (Measured metric : point.metrics()) {
        String before = paths.putIfAbsent(metric.shortPath(), metric.path());
        if (before != null && !before.equals(metric.path())) {
          ambiguous.add(metric.shortPath());
        }
      }
    }
    points.forEach(point -> point.metrics().forEach(each -> byName.putIfAbsent(name(each), each)));
  }

  private String name(Measured metric) {
    return ambiguous.contains(metric.shortPath()) ? metric.path() : metric.shortPath();
  }

  /** Null where the point does not have it, or it is not finite. */
  @Nullable Double value(SweepPointResult point, String name) {
    return measured(point, name).map(Measured::value).orElse(null);
  }

  /** Empty where the point does not have it. */
  Optional<Measured> measured(SweepPointResult point, String name) {
    return point.metrics().stream().filter(metric -> name(metric).equals(name)).findFirst();
  }

  /** All names, in the order of the first point that has them. */
  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /** Those that a choice may go by. */
  List<String> ofValidation() {
    return byName.entrySet().stream()
        .filter(entry -> entry.getValue().isOfValidation())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The accuracy of the last training, else the first accuracy, else the first of those. */
  Optional<String> standard() {
    List<String> names = ofValidation();
    List<String> accuracies =
        names.stream().filter(name -> name.toLowerCase(Locale.ROOT).endsWith("accuracy")).toList();
    return accuracies.stream()
        .filter(this::isOfTraining)
        .reduce((earlier, later) -> later)
        .or(() -> accuracies.stream().findFirst())
        .or(() -> names.stream().findFirst());
  }

  private boolean isOfTraining(String name) {
    String stage = Objects.requireNonNull(byName.get(name)).stage();
    return points.stream().anyMatch(point -> point.train().contains(stage));
  }

  /**
   * What a table shows.
   *
   * @param asked names; empty for accuracies and macro F1 of evaluations and of validation, or else
   *     the first metrics that there are
   */
  List<String> shown(List<String> asked) {
    for (String name : asked) {
      require("--metric", name);
    }
    if (!asked.isEmpty()) {
      return asked.stream().distinct().toList();
    }
    List<String> usual = new ArrayList<>();
    byName.forEach(
        (name, metric) -> {
          boolean tested = points.stream().anyMatch(point -> point.test().contains(metric.stage()));
          if (tested && List.of("accuracy", "macroF1").contains(metric.name())
              || isOfTraining(name) && metric.name().equals("validationAccuracy")) {
            usual.add(name);
          }
        });
    return usual.isEmpty() ? names().stream().limit(MOST_SHOWN).toList() : usual;
  }

  /** A metric that a choice may go by. */
  String validation(String name) {
    require("--best", name);
    List<String> right = ofValidation();
    if (right.contains(name)) {
      return name;
    }
    Measured metric = Objects.requireNonNull(byName.get(name));
    throw new ReportedException(
        "--best "
            + name
            + ": "
            + why(metric)
            + "; a choice goes by validation, never by test: "
            + (right.isEmpty()
                ? "this pipeline measures nothing there, wire examples of validation to train"
                : String.join(", ", right)));
  }

  private static String why(Measured metric) {
    if (metric.isCount()) {
      return "counts, and neither more nor less of it is better";
    }
    return metric.split().isEmpty() ? "is of no split" : "is of the split '" + metric.split() + "'";
  }

  private void require(String option, String name) {
    if (!byName.containsKey(name)) {
      throw new ReportedException(
          option + " " + name + ": no point has it" + Nearest.hint(name, byName.keySet()));
    }
  }
}
