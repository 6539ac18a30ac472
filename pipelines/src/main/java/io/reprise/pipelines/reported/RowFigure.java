package io.reprise.pipelines.reported;

import io.reprise.pipelines.diff.SeedNoise.Spread;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.reported.RowRuns.Found;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.schemas.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A reported figure, and what was measured here.
 *
 * @param values of the latest run first, one of each result: runs whose stage has the same key have
 *     measured it once; empty where nothing was measured. All of them are finite
 * @param omitted results that have no such value, in words: the run, and what it has
 * @param key of the stage, in the latest run; empty where there is none
 */
public record RowFigure(
    ReportedFigure reported, List<Double> values, List<String> omitted, String key) {

  public RowFigure {
    values = List.copyOf(values);
    omitted = List.copyOf(omitted);
  }

  /** Where no run was found. */
  static RowFigure none(ReportedFigure reported) {
    return new RowFigure(reported, List.of(), List.of(), "");
  }

  /**
   * @param metrics reads those of a run
   */
  static RowFigure of(
      ReportedFigure reported, Found found, Function<RunManifest, List<Metric>> metrics) {
    Map<String, Double> byKey = new LinkedHashMap<>();
    Map<String, String> omitted = new LinkedHashMap<>();
    for (RunManifest run : found.all()) {
      if (!reported.isOfStageAlone()) {
        String key = key(run, reported.stage());
        List<Metric> measured =
            metrics.apply(run).stream().filter(metric -> isOf(reported, metric)).toList();
        if (measured.size() == 1 && Double.isFinite(measured.get(0).getValue())) {
          byKey.putIfAbsent(key, measured.get(0).getValue());
        } else {
          omitted.putIfAbsent(key, omission(run, reported, measured));
        }
      }
    }
    return new RowFigure(
        reported,
        new ArrayList<>(byKey.values()),
        new ArrayList<>(omitted.values()),
        key(found.run(), reported.stage()));
  }

  private static String omission(RunManifest run, ReportedFigure figure, List<Metric> measured) {
    String why =
        switch (measured.size()) {
          case 0 -> "which has no " + figure.metric();
          case 1 -> "whose " + figure.metric() + " is " + Numbers.text(measured.get(0).getValue());
          default ->
              "which has "
                  + figure.metric()
                  + " of several splits, of which the figure has to name one: "
                  + measured.stream().map(Metric::getSplit).collect(Collectors.joining(", "));
        };
    return run.id() + ", " + why;
  }

  private static String key(RunManifest run, String stage) {
    String key = run.stage(stage).map(StageEntry::key).orElse(null);
    return key == null ? run.id() : key;
  }

  private static boolean isOf(ReportedFigure figure, Metric metric) {
    String split = metric.getSplit() == null ? "" : metric.getSplit() + ".";
    String path = figure.path();
    return (path.equals(metric.getStage() + "." + metric.getName())
            || path.equals(metric.getStage() + "." + split + metric.getName()))
        && figure.ofClass().equals(Objects.requireNonNullElse(MetricClass.of(metric), ""));
  }

  /** Over seeds; null where nothing was measured. */
  public @Nullable Double mean() {
    return values.isEmpty()
        ? null
        : (Double) values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** Sample standard deviation over seeds; null where there are not two of them. */
  public @Nullable Double deviation() {
    Spread spread = Spread.of(values);
    return spread == null ? null : (Double) spread.deviation();
  }

  /** Ours less the reported one; null where one of them is no number. */
  public @Nullable Double difference() {
    Double mean = mean();
    Double value = reported.value();
    return mean == null || value == null ? null : (Double) (mean - value);
  }
}
