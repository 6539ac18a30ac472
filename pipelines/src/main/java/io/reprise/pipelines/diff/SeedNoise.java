package io.reprise.pipelines.diff;

import io.reprise.pipelines.diff.RunDiff.MetricsOfRuns;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.schemas.record.MetricStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much an accuracy moves when nothing but seeds is changed.
 *
 * @param id of the accuracy
 * @param before of the first run and its replicates; null where it has none
 * @param after of the second run and its replicates
 */
public record SeedNoise(MetricDiff.Id id, @Nullable Spread before, @Nullable Spread after) {

  private static final String ACCURACY = "accuracy";

  /**
   * One value of each choice of the seeds that the accuracy follows from, the run's own among them.
   *
   * @param seeds how many, at least 2
   * @param deviation the standard deviation of the sample: its squares are divided by one less
   */
  public record Spread(int seeds, double mean, double deviation, double least, double largest) {

    /** Of two values at least; null of fewer. */
    public static @Nullable Spread of(List<Double> values) {
      if (values.size() < 2) {
        return null;
      }
      double mean = values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
      double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
      return new Spread(
          values.size(),
          mean,
          Math.sqrt(squares / (values.size() - 1)),
          values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
          values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
  }

  /** Whether a metric is one that this is about. */
  public static boolean isAbout(MetricDiff metric) {
    return metric.id().name().equals(ACCURACY)
        && metric.id().className() == null
        && metric.before() != null
        && metric.after() != null;
  }

  /**
   * Of each accuracy that differs.
   *
   * @param before the first run's replicates
   * @param after the second run's
   */
  public static List<SeedNoise> of(
      RunDiff runs,
      List<RunManifest> before,
      MetricsOfRuns metricsBefore,
      List<RunManifest> after,
      MetricsOfRuns metricsAfter) {
    List<Measured> first = measured(runs.before(), before, metricsBefore);
    List<Measured> second = measured(runs.after(), after, metricsAfter);
    return runs.metrics().stream()
        .filter(SeedNoise::isAbout)
        .map(MetricDiff::id)
        .map(id -> new SeedNoise(id, spread(id, first), spread(id, second)))
        .toList();
  }

  /** A run and its metrics. */
  private record Measured(RunManifest run, List<Metric> metrics) {

    /**
     * What a stage's result follows from. Runs that differ only in seeds of other stages have the
     * same, and are one measurement.
     */
    String key(String stage) {
      String name = MetricStage.of(stage);
      StageEntry entry = run.stage(name).orElse(null);
      return entry == null || entry.key() == null ? run.id() : entry.key();
    }
  }

  private static List<Measured> measured(
      RunManifest run, List<RunManifest> replicates, MetricsOfRuns metrics) {
    List<Measured> all = new ArrayList<>();
    if (!replicates.isEmpty()) {
      Stream.concat(Stream.of(run), replicates.stream())
          .forEach(each -> all.add(new Measured(each, metrics.of(each))));
    }
    return all;
  }

  private static @Nullable Spread spread(MetricDiff.Id id, List<Measured> runs) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Measured run : runs) {
      run.metrics().stream()
          .filter(metric -> isOf(id, metric))
          .findFirst()
          .map(Metric::getValue)
          .filter(Double::isFinite)
          .ifPresent(value -> values.putIfAbsent(run.key(id.stage()), value));
    }
    return Spread.of(List.copyOf(values.values()));
  }

  private static boolean isOf(MetricDiff.Id id, Metric metric) {
    return metric.getStage().equals(id.stage())
        && metric.getName().equals(id.name())
        && Objects.equals(metric.getSplit(), id.split())
        && MetricClass.of(metric) == null;
  }
}
