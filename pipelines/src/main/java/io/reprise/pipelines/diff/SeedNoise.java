package io.reprise.pipelines.diff;

import io.reprise.pipelines.diff.RunDiff.MetricsOfRuns;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import java.util.ArrayList;
import java.util.List;
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
   * One value of each choice of seeds, the run's own among them.
   *
   * @param seeds how many, at least 2
   * @param deviation the standard deviation of the sample: its squares are divided by one less
   */
  public record Spread(int seeds, double mean, double deviation, double least, double largest) {

    static @Nullable Spread of(List<Double> values) {
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
    List<List<Metric>> first = metrics(runs.before(), before, metricsBefore);
    List<List<Metric>> second = metrics(runs.after(), after, metricsAfter);
    return runs.metrics().stream()
        .filter(SeedNoise::isAbout)
        .map(MetricDiff::id)
        .map(id -> new SeedNoise(id, spread(id, first), spread(id, second)))
        .toList();
  }

  private static List<List<Metric>> metrics(
      RunManifest run, List<RunManifest> replicates, MetricsOfRuns metrics) {
    List<List<Metric>> all = new ArrayList<>();
    if (!replicates.isEmpty()) {
      Stream.concat(Stream.of(run), replicates.stream()).map(metrics::of).forEach(all::add);
    }
    return all;
  }

  private static @Nullable Spread spread(MetricDiff.Id id, List<List<Metric>> runs) {
    return Spread.of(
        runs.stream()
            .flatMap(metrics -> metrics.stream().filter(metric -> isOf(id, metric)).limit(1))
            .map(Metric::getValue)
            .filter(Double::isFinite)
            .toList());
  }

  private static boolean isOf(MetricDiff.Id id, Metric metric) {
    return metric.getStage().equals(id.stage())
        && metric.getName().equals(id.name())
        && Objects.equals(metric.getSplit(), id.split())
        && MetricClass.of(metric) == null;
  }
}
