package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.diff.MetricDiff;
import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.diff.RunDiff.StageDiff;
import io.reprise.pipelines.diff.Way;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.schemas.text.Numbers;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison for people: causes first, then what came of them. */
final class DiffText {

  /** Metrics of one stage in one line. */
  private static final int MOST_METRICS = 2;

  private final RunComparison comparison;
  private final RunDiff runs;
  private final List<StageDiff> stages;
  private final List<MetricDiff> metrics;

  DiffText(RunComparison comparison) {
    this.comparison = comparison;
    this.runs = comparison.runs();
    this.stages = runs.stages();
    this.metrics = runs.metrics();
  }

  void print(PrintStream out) {
    String before = runs.before().pipeline();
    String after = runs.after().pipeline();
    out.println(
        runs.before().id()
            + " -> "
            + runs.after().id()
            + "  "
            + (before.equals(after) ? after : before + " -> " + after));
    if (comparison.says(DiffSection.CAUSE)) {
      printStages(out);
      printCauses(out);
    }
    if (comparison.says(DiffSection.METRICS)) {
      printMetrics(out);
    }
    if (!comparison.seeds().isEmpty()) {
      out.println();
      out.println("noise between seeds:");
      SeedText.lines(comparison.seeds()).forEach(line -> out.println("  " + line));
    }
    for (OutputDiff output : comparison.outputs().outputs()) {
      out.println();
      new OutputText(output).print(out);
    }
    if (!comparison.outputs().unseen().isEmpty()) {
      out.println();
      comparison.outputs().unseen().forEach(line -> out.println("not compared: " + line));
    }
  }

  private void printStages(PrintStream out) {
    int width = Terminal.width(stages.stream().map(StageDiff::name).toList());
    for (StageDiff stage : stages) {
      String causes = causes(stage);
      out.println(
          ("  "
                  + Terminal.pad(stage.name(), width)
                  + "  "
                  + says(stage)
                  + (causes.isEmpty() ? "" : ": " + causes))
              .stripTrailing());
    }
  }

  private static String causes(StageDiff stage) {
    return String.join("; ", Difference.describe(stage.causes()));
  }

  /** From each cause to the metrics that moved. */
  private void printCauses(PrintStream out) {
    for (StageDiff stage : stages) {
      List<Way> from =
          runs.ways().stream().filter(way -> way.cause().equals(stage.name())).toList();
      if (!from.isEmpty()) {
        String causes = causes(stage);
        out.println();
        out.println("  " + stage.name() + ": " + (causes.isEmpty() ? says(stage) : causes));
        from.forEach(way -> out.println("    " + text(way)));
      }
    }
    if (!runs.machine().isEmpty()) {
      out.println();
      out.println("  machine: " + String.join("; ", Difference.describe(runs.machine())));
    }
  }

  private static String text(Way way) {
    List<MetricDiff> moved = way.metrics();
    String shown =
        moved.stream()
            .limit(MOST_METRICS)
            .map(
                metric ->
                    metric.id().name()
                        + " "
                        + value(metric.before(), metric.after())
                        + " -> "
                        + value(metric.after(), metric.before()))
            .collect(Collectors.joining(", "));
    String more =
        moved.size() > MOST_METRICS ? " and " + (moved.size() - MOST_METRICS) + " more" : "";
    return "=> " + String.join(" => ", way.stages()) + ": " + shown + more;
  }

  private void printMetrics(PrintStream out) {
    out.println();
    List<MetricDiff> common =
        metrics.stream().filter(each -> each.before() != null && each.after() != null).toList();
    int nameWidth = Terminal.width(common.stream().map(DiffText::name).toList());
    for (MetricDiff metric : common) {
      String line =
          String.format(
              Locale.ROOT,
              "  %s  %12s -> %12s  %s",
              Terminal.pad(name(metric), nameWidth),
              value(metric.before(), metric.after()),
              value(metric.after(), metric.before()),
              delta(metric));
      out.println(line.stripTrailing());
    }
    printAlone(out, "the first run", metric -> metric.after() == null);
    printAlone(out, "the second run", metric -> metric.before() == null);
    String equal = runs.equalCount() == null ? "all" : String.valueOf(runs.equalCount());
    out.println(
        (common.isEmpty() ? "" : "\n")
            + metrics.size()
            + " metrics differ, "
            + equal
            + " are equal");
  }

  /** By stage; what they are, the run itself says. */
  private void printAlone(PrintStream out, String run, Predicate<MetricDiff> alone) {
    Map<String, Long> counts =
        metrics.stream()
            .filter(alone)
            .collect(
                Collectors.groupingBy(
                    metric -> metric.id().stage(), LinkedHashMap::new, Collectors.counting()));
    counts.forEach(
        (stage, count) ->
            out.println("  " + stage + ": " + count + " metrics of " + run + " alone"));
  }

  private static String says(StageDiff stage) {
    return switch (stage.kind()) {
      case SAME -> "same";
      case SAME_BYTES -> "changed, same bytes";
      case CHANGED -> "changed";
      case CONSEQUENCE -> "follows";
      case NOT_REPRODUCIBLE -> "NOT REPRODUCIBLE: same key, other bytes";
      case ADDED -> "added";
      case REMOVED -> "removed";
      case UNKNOWN -> "changed, but what it was is no longer in the store";
      case NOT_THERE -> "has no result in one of the runs";
    };
  }

  private static String name(MetricDiff metric) {
    MetricDiff.Id id = metric.id();
    return id.stage()
        + " "
        + id.name()
        + (id.className() == null ? "" : " [" + id.className() + "]")
        + (id.split() == null ? "" : " (" + id.split() + ")");
  }

  private static String value(@Nullable Double value) {
    return value == null ? "-" : RunSummary.number(value);
  }

  /** Two numbers that differ, with all digits where they would look the same. */
  private static String value(@Nullable Double value, @Nullable Double other) {
    String text = value(value);
    return value == null || !text.equals(value(other)) ? text : Numbers.text(value);
  }

  private static String delta(MetricDiff metric) {
    Double delta = metric.delta();
    if (delta == null) {
      return "";
    }
    return Math.abs(delta) < 1 ? CellText.signed(delta) : plus(delta) + RunSummary.number(delta);
  }

  private static String plus(double delta) {
    return delta > 0 ? "+" : "";
  }
}
