package io.reprise.pipelines.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The points that differ in nothing but seeds.
 *
 * @param axes paths of the axes that make settings
 * @param points at least one
 */
record Setting(List<String> axes, List<SweepPointResult> points) {

  static List<Setting> of(SweepResult sweep) {
    return sweep.settings().stream()
        .map(points -> new Setting(sweep.settingAxes(), points))
        .toList();
  }

  @Nullable Object value(String axis) {
    return points.get(0).values().get(axis);
  }

  List<SweepPointResult> done() {
    return points.stream().filter(SweepPointResult::isDone).toList();
  }

  /** Whether nothing is missing, so that its mean is not one of the seeds that did well. */
  boolean isWhole() {
    return points.stream().allMatch(SweepPointResult::isDone);
  }

  /**
   * Of the points that are done, what they share counting once: a stage that the seed does not
   * reach says nothing of noise. Null where one of them lacks it, or none is done.
   */
  @Nullable Estimate estimate(SweepMetrics metrics, String name) {
    List<Double> values = new ArrayList<>();
    Set<String> sources = new HashSet<>();
    for (SweepPointResult point : done()) {
      Measured measured = metrics.measured(point, name).orElse(null);
      if (measured == null || measured.value() == null) {
        return null;
      }
      if (measured.source().isEmpty() || sources.add(measured.source())) {
        values.add(measured.value());
      }
    }
    return Estimate.of(values);
  }

  /**
   * What was measured: which results of which stages, of the points that are done. Equal for two
   * settings whose metric is the same measurements; empty where that is not known.
   */
  Set<String> sources(SweepMetrics metrics, String name) {
    Set<String> sources = new HashSet<>();
    for (SweepPointResult point : done()) {
      String source = metrics.measured(point, name).map(Measured::source).orElse("");
      if (source.isEmpty()) {
        return Set.of();
      }
      sources.add(source);
    }
    return sources;
  }

  /** Of stages together, the mean over the points that are done. */
  @Nullable Double seconds(boolean train) {
    List<Double> seconds =
        done().stream()
            .map(point -> point.seconds(train ? point.train() : point.test()))
            .filter(Objects::nonNull)
            .toList();
    Estimate mean = Estimate.of(seconds);
    return mean == null ? null : mean.mean();
  }

  /**
   * A figure of the last train stage, whose network is the one that is evaluated where another is
   * trained before it: the mean over the points that are done.
   */
  @Nullable Double trained(String name) {
    List<Double> figures = new ArrayList<>();
    for (SweepPointResult point : done()) {
      point.metrics().stream()
          .filter(each -> isOfLast(each, point.train()) && each.name().equals(name))
          .map(Measured::value)
          .filter(Objects::nonNull)
          .forEach(figures::add);
    }
    Estimate mean = Estimate.of(figures);
    return mean == null ? null : mean.mean();
  }

  private static boolean isOfLast(Measured metric, List<String> stages) {
    return !stages.isEmpty() && metric.stage().equals(stages.get(stages.size() - 1));
  }

  /** As all points have it that are done, different ones joined; null where none has it. */
  @Nullable String fact(String name) {
    Set<String> facts =
        done().stream()
            .map(point -> point.facts().get(name))
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return facts.isEmpty() ? null : String.join(" or ", facts);
  }

  /** {@code learningRate 0.01, epochs 5}, by the names of columns; of no axis {@code all seeds}. */
  String label(Map<String, String> names, ValueTexts texts) {
    return axes.isEmpty()
        ? "the only setting"
        : axes.stream()
            .map(axis -> names.get(axis) + " " + texts.of(axis, value(axis)))
            .collect(Collectors.joining(", "));
  }
}
