package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Difference.Part;
import io.reprise.pipelines.diff.MetricDiff;
import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.diff.RunDiff.StageDiff;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A diff for people, and as JSON. */
final class DiffText {

  /** Causes of one part of a key, such as files, that JSON has before the rest is only counted. */
  private static final int MOST_CAUSES = 100;

  private final RunDiff diff;
  private final List<StageDiff> stages;
  private final List<MetricDiff> metrics;

  DiffText(RunDiff diff) {
    this.diff = diff;
    this.stages = diff.stages();
    this.metrics = diff.metrics();
  }

  void print(PrintStream out) {
    out.println(diff.before().id() + " -> " + diff.after().id() + "  " + diff.after().pipeline());
    int width = Terminal.width(stages.stream().map(StageDiff::name).toList());
    for (StageDiff stage : stages) {
      String causes = String.join("; ", Difference.describe(stage.causes()));
      out.println(
          ("  "
                  + Terminal.pad(stage.name(), width)
                  + "  "
                  + says(stage)
                  + (causes.isEmpty() ? "" : ": " + causes))
              .stripTrailing());
    }
    if (!metrics.isEmpty()) {
      out.println();
    }
    int nameWidth = Terminal.width(metrics.stream().map(DiffText::name).toList());
    for (MetricDiff metric : metrics) {
      out.printf(
          Locale.ROOT,
          "  %s  %12s -> %12s  %s%n",
          Terminal.pad(name(metric), nameWidth),
          value(metric.before()),
          value(metric.after()),
          delta(metric));
    }
    out.println();
    out.println(metrics.size() + " metrics differ, " + diff.equalMetrics() + " are equal");
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("before", diff.before().id());
    map.put("after", diff.after().id());
    map.put("stages", stages.stream().map(DiffText::stage).toList());
    map.put("metrics", metrics.stream().map(DiffText::metric).toList());
    map.put("equalMetrics", (long) diff.equalMetrics());
    return map;
  }

  private static Map<String, @Nullable Object> stage(StageDiff stage) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", stage.name());
    map.put("kind", stage.kind().name().toLowerCase(Locale.ROOT));
    List<Difference> first = firstOfEachPart(stage.causes());
    map.put("causes", first.stream().map(DiffText::cause).toList());
    map.put("moreCauses", (long) stage.causes().size() - first.size());
    return map;
  }

  private static List<Difference> firstOfEachPart(List<Difference> causes) {
    Map<Part, Integer> counts = new EnumMap<>(Part.class);
    return causes.stream()
        .filter(cause -> counts.merge(cause.part(), 1, Integer::sum) <= MOST_CAUSES)
        .toList();
  }

  private static Map<String, @Nullable Object> cause(Difference cause) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("part", cause.part().name().toLowerCase(Locale.ROOT));
    map.put("name", cause.name());
    map.put("before", cause.before());
    map.put("after", cause.after());
    return map;
  }

  private static Map<String, @Nullable Object> metric(MetricDiff metric) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("stage", metric.id().stage());
    map.put("split", metric.id().split());
    map.put("name", metric.id().name());
    map.put("class", metric.id().className());
    map.put("before", metric.before());
    map.put("after", metric.after());
    return map;
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

  private static String delta(MetricDiff metric) {
    if (metric.before() == null || metric.after() == null) {
      return "";
    }
    double delta = metric.after() - metric.before();
    return (delta > 0 ? "+" : "") + RunSummary.number(delta);
  }
}
