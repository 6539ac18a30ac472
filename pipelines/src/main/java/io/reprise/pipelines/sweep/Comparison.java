package io.reprise.pipelines.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a sweep beside one of them.
 *
 * @param by the metric of validation that the reference is best in; empty where there is none, and
 *     then it is the first setting
 * @param reference null where no setting is whole
 */
record Comparison(
    SweepMetrics metrics,
    List<Setting> settings,
    Optional<String> by,
    @Nullable Setting reference) {

  /** From which probability a difference is called one that seeds make. */
  static final double NOISE = 0.05;

  /**
   * @param by a metric of validation; empty for the one that a choice goes by unasked
   */
  static Comparison of(SweepResult sweep, Optional<String> by) {
    SweepMetrics metrics = new SweepMetrics(sweep);
    List<Setting> settings = Setting.of(sweep);
    Optional<String> metric = by.or(metrics::standard);
    Setting best = null;
    for (Setting setting : settings) {
      if (setting.isWhole() && metric.isEmpty() && best == null) {
        best = setting;
      } else if (setting.isWhole()
          && metric.isPresent()
          && isBetter(setting, best, metrics, metric.get())) {
        best = setting;
      }
    }
    return new Comparison(metrics, settings, metric, best);
  }

  /** Of equal ones, the first stays. */
  private static boolean isBetter(
      Setting setting, @Nullable Setting than, SweepMetrics metrics, String metric) {
    Estimate own = setting.estimate(metrics, metric);
    Estimate other = than == null ? null : than.estimate(metrics, metric);
    if (own == null || other == null) {
      return own != null;
    }
    return Measured.isBetterSmall(metric) ? own.mean() < other.mean() : own.mean() > other.mean();
  }

  /**
   * How probable a difference from the reference is between seeds of equal settings, by setting:
   * Welch's t-test, corrected by Holm for how many are compared; null for the reference itself and
   * where there are fewer than two seeds, or they change nothing.
   */
  List<@Nullable Double> noise(String metric) {
    List<@Nullable Double> p = new ArrayList<>();
    Estimate middle = reference == null ? null : reference.estimate(metrics, metric);
    for (Setting setting : settings) {
      Estimate own = setting.estimate(metrics, metric);
      p.add(
          middle == null || own == null || setting == reference
              ? null
              : Estimate.welch(own, middle));
    }
    return Holm.corrected(p);
  }

  /** Whether several seeds were measured, and no setting has two values of it. */
  boolean isSameInAllSeeds(String metric) {
    List<Double> deviations = new ArrayList<>();
    for (Setting setting : settings) {
      Estimate estimate = setting.estimate(metrics, metric);
      if (estimate != null && estimate.deviation() != null) {
        deviations.add(estimate.deviation());
      }
    }
    return !deviations.isEmpty() && deviations.stream().allMatch(each -> each == 0);
  }

  /** Whether anything can be said of noise. */
  boolean hasReplicates() {
    return settings.stream().anyMatch(setting -> setting.done().size() > 1);
  }

  /** The fewest done seeds that a setting with more than one has. */
  int fewestSeeds() {
    return settings.stream()
        .mapToInt(setting -> setting.done().size())
        .filter(n -> n > 1)
        .min()
        .orElse(0);
  }
}
