package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Difference.Part;
import io.reprise.pipelines.diff.MetricDiff;
import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.diff.RunDiff.StageDiff;
import io.reprise.pipelines.diff.Way;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison for programs, as docs/diff.md says. */
final class DiffJson {

  /** Raised when the meaning of a field changes. */
  private static final long FORMAT = 1;

  /** Causes of one part of a key, such as files, that JSON has before the rest is only counted. */
  private static final int MOST_CAUSES = 100;

  private DiffJson() {}

  static Map<String, @Nullable Object> of(RunComparison comparison) {
    RunDiff runs = comparison.runs();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("format", FORMAT);
    map.put("before", runs.before().id());
    map.put("after", runs.after().id());
    if (comparison.says(DiffSection.CAUSE)) {
      map.put("firstDifferent", runs.firstDifferent().orElse(null));
      map.put("stages", runs.stages().stream().map(DiffJson::stage).toList());
      map.put("machine", runs.machine().stream().map(DiffJson::cause).toList());
      map.put("ways", runs.ways().stream().map(DiffJson::way).toList());
    }
    if (comparison.says(DiffSection.METRICS)) {
      map.put("metrics", runs.metrics().stream().map(DiffJson::metric).toList());
      map.put("equalMetrics", runs.equalCount());
    }
    map.put("seeds", comparison.seeds().stream().map(SeedText::json).toList());
    map.put("outputs", comparison.outputs().outputs().stream().map(OutputJson::of).toList());
    map.put("unseen", comparison.outputs().unseen());
    return map;
  }

  private static Map<String, @Nullable Object> way(Way way) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("stages", way.stages());
    map.put("metrics", way.metrics().stream().map(DiffJson::metric).toList());
    return map;
  }

  private static Map<String, @Nullable Object> stage(StageDiff stage) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", stage.name());
    map.put("kind", stage.kind().name().toLowerCase(Locale.ROOT));
    List<Difference> first = firstOfEachPart(stage.causes());
    map.put("causes", first.stream().map(DiffJson::cause).toList());
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
}
