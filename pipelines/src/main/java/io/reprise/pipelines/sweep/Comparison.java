package io.reprise.pipelines.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** Settings of which all seeds are done, but not all have what a choice goes by. */
  long withoutMetric() {
    return settings.stream()
        .filter(Setting::isWhole)
        .filter(setting -> by.isPresent() && setting.estimate(metrics, by.get()) == null)
        .count();
  }

  /** Other settings whose mean is the reference's, in what a choice goes by. */
  List<Setting> asGood() {
    if (reference == null || by.isEmpty()) {
      return List.of();
    }
    String metric = by.get();
    Estimate best = reference.estimate(metrics, metric);
    return settings.stream()
        .filter(setting -> setting != reference && setting.isWhole())
        .filter(
            setting -> {
              Estimate own = setting.estimate(metrics, metric);
              return best != null && own != null && own.mean() == best.mean();
            })
        .toList();
  }

  /**
   * How probable a difference from the reference is between seeds of equal settings, by setting:
   * Welch's t-test, corrected by Holm for how many are compared; null for the reference itself and
   * where there are fewer than two seeds, or they change nothing. Settings that share their
   * measurements, since what differs between them does not reach the metric, are one comparison,
   * and none where they share the reference's.
   */
  List<@Nullable Double> noise(String metric) {
    Map<Set<String>, Integer> first = new HashMap<>();
    List<Integer> tests = new ArrayList<>(); // by setting, the one whose test is its own too
    List<@Nullable Double> p = new ArrayList<>();
    Estimate middle = reference == null ? null : reference.estimate(metrics, metric);
    for (int i = 0; i < settings.size(); i++) {
      Setting setting = settings.get(i);
      Set<String> sources = setting.sources(metrics, metric);
      tests.add(sources.isEmpty() ? i : first.computeIfAbsent(sources, any -> tests.size()));
      Estimate own = setting.estimate(metrics, metric);
      boolean isTest = tests.get(i) == i && !isReferences(setting, metric);
      p.add(isTest && own != null && middle != null ? Estimate.welch(own, middle) : null);
    }
    List<@Nullable Double> corrected = Holm.corrected(p);
    return tests.stream().map(corrected::get).toList();
  }

  /** Whether a setting's values are the reference's, not only as large. */
  boolean isReferences(Setting setting, String metric) {
    if (reference == null || setting == reference) {
      return setting == reference;
    }
    Set<String> sources = setting.sources(metrics, metric);
    return !sources.isEmpty() && sources.equals(reference.sources(metrics, metric));
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
