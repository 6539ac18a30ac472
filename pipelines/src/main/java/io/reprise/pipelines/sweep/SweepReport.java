package io.reprise.pipelines.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of a sweep: its table, what of it is noise between seeds, and what is best. */
public final class SweepReport {

  private static final int FEW_SEEDS = 5;
  private static final int MOST_LISTED = 6;

  private final SweepResult sweep;
  private final Comparison comparison;
  private final List<String> metrics;
  private final Map<String, String> names;
  private final ValueTexts texts;
  private final Table table;

  private SweepReport(SweepResult sweep, Comparison comparison, List<String> metrics) {
    this.sweep = sweep;
    this.comparison = comparison;
    this.metrics = metrics;
    this.names = TableColumns.axisNames(sweep.axes());
    this.texts = new ValueTexts(sweep);
    this.table = SweepTables.settings(sweep, comparison, metrics);
  }

  /**
   * @param metrics that it shows; empty for the usual ones
   * @param best the metric of validation to choose by; null for the usual one
   * @throws io.reprise.schemas.problem.ReportedException when there is no such metric, or it is not
   *     of validation
   */
  public static SweepReport of(SweepResult sweep, List<String> metrics, @Nullable String best) {
    SweepMetrics known = new SweepMetrics(sweep);
    List<String> shown = known.shown(metrics);
    Optional<String> by = Optional.ofNullable(best).map(known::validation);
    return new SweepReport(sweep, Comparison.of(sweep, by), shown);
  }

  SweepResult sweep() {
    return sweep;
  }

  /** Of the sweep, which its folder is named by. */
  public String id() {
    return sweep.id();
  }

  List<Setting> settings() {
    return comparison.settings();
  }

  /** Of all points. */
  SweepMetrics known() {
    return comparison.metrics();
  }

  /** Names of those that it shows. */
  List<String> metrics() {
    return metrics;
  }

  /** A row for each setting. */
  public Table table() {
    return table;
  }

  /** The name of an axis's column, by its path. */
  public Map<String, String> names() {
    return names;
  }

  /** What the table does not say by itself, one line each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    Setting reference = comparison.reference();
    if (reference == null) {
      notes.add(
          comparison.withoutMetric() == 0
              ? "no setting is done in all its seeds: nothing is compared"
              : "no setting has "
                  + comparison.by().orElseThrow()
                  + " in all its seeds: nothing is compared");
      return notes;
    }
    notes.add("reference: " + reference.label(names, texts) + ", " + why());
    List<String> asGood =
        comparison.asGood().stream().map(setting -> setting.label(names, texts)).toList();
    if (!asGood.isEmpty()) {
      notes.add("as good in it, and later in the table: " + some(asGood));
    }
    if (!comparison.hasReplicates()) {
      notes.add(
          "one run of each setting: nothing can be said of noise between seeds; add seed=1..5");
      return notes;
    }
    for (String metric : metrics) {
      noise(metric).ifPresent(notes::add);
    }
    if (comparison.fewestSeeds() < FEW_SEEDS) {
      notes.add(
          "with "
              + comparison.fewestSeeds()
              + " seeds a setting, only large differences can be told from noise");
    }
    return notes;
  }

  private String why() {
    return comparison
        .by()
        .map(
            metric ->
                "the "
                    + (Measured.isBetterSmall(metric) ? "smallest" : "largest")
                    + " mean "
                    + metric
                    + " (validation)")
        .orElse("the first setting, since nothing was measured on validation");
  }

  private Optional<String> noise(String metric) {
    if (comparison.isSameInAllSeeds(metric)) {
      return Optional.of(
          metric + ": the same in all seeds of each setting, so that nothing can be said of noise");
    }
    List<@Nullable Double> p = comparison.noise(metric);
    List<String> alike = new ArrayList<>();
    int different = 0;
    int unknown = 0;
    for (int i = 0; i < p.size(); i++) {
      Double one = p.get(i);
      if (one != null && one >= Comparison.NOISE) {
        alike.add(
            String.format(
                Locale.ROOT,
                "%s (p = %.2g)",
                comparison.settings().get(i).label(names, texts),
                one));
      } else if (one != null) {
        different++;
      } else if (!comparison.isReferences(comparison.settings().get(i), metric)) {
        unknown++;
      }
    }
    String rest =
        unknown == 0
            ? ""
            : unknown + " cannot be compared, measured less than twice or the same in all seeds";
    if (alike.isEmpty() && different == 0) {
      return unknown == 0 ? Optional.empty() : Optional.of(metric + ": " + rest);
    }
    String end = rest.isEmpty() ? "" : "; " + rest;
    return Optional.of(
        alike.isEmpty()
            ? metric
                + (different == 1
                    ? ": the other setting differs"
                    : ": all " + different + " others differ")
                + " by more than seeds do (Welch, Holm)"
                + end
            : metric
                + ": within seed noise of the reference (Welch's t-test, Holm): "
                + some(alike)
                + end);
  }

  private static String some(List<String> labels) {
    return String.join("; ", labels.subList(0, Math.min(MOST_LISTED, labels.size())))
        + (labels.size() > MOST_LISTED ? " and " + (labels.size() - MOST_LISTED) + " more" : "");
  }

  /** The setting that validation chooses, one line each; empty where there is none. */
  public List<String> best() {
    Setting best = comparison.reference();
    if (best == null || comparison.by().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String by = comparison.by().get();
    lines.add("best by " + by + ", on validation: " + best.label(names, texts));
    lines.add("  " + by + " " + shown(best, by));
    for (String metric : metrics) {
      if (!metric.equals(by)) {
        lines.add("  " + metric + " " + shown(best, metric) + " (not chosen by it)");
      }
    }
    lines.add("  runs " + String.join(", ", runs(best)));
    long left = comparison.settings().stream().filter(setting -> !setting.isWhole()).count();
    if (left > 0) {
      lines.add("  " + left + " settings were left out, since not all their seeds are done");
    }
    if (comparison.withoutMetric() > 0) {
      lines.add(
          "  "
              + comparison.withoutMetric()
              + " settings were left out, since not all their seeds have "
              + by);
    }
    return lines;
  }

  private static List<String> runs(Setting setting) {
    return setting.points().stream().map(SweepPointResult::run).filter(Objects::nonNull).toList();
  }

  private String shown(Setting setting, String metric) {
    Estimate estimate = setting.estimate(comparison.metrics(), metric);
    if (estimate == null) {
      return "-";
    }
    return CellForm.number(estimate.mean())
        + (estimate.deviation() == null
            ? ""
            : String.format(
                Locale.ROOT,
                " ± %s (%d seeds)",
                CellForm.number(Objects.requireNonNull(estimate.deviation())),
                estimate.n()));
  }
}
