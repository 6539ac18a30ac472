package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Block.Tile;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The numbers that a run is judged by, and below them all of no class. */
final class MetricsSection implements SectionSource {

  /** Shown large, where a run has them; in this order within a stage. */
  private static final List<String> HEADLINES =
      List.of(
          "accuracy",
          "macroF1",
          "logLoss",
          "macroRocArea",
          "macroAveragePrecision",
          "expectedCalibrationError",
          "silhouette",
          "adjustedRandIndex",
          "normalizedMutualInformation",
          "trustworthiness");

  private static final int MOST_TILES = 16;
  private static final int MOST_ROWS = 2000;

  @Override
  public String id() {
    return "metrics";
  }

  @Override
  public String title() {
    return "Metrics";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<Metric> metrics =
        RunMetrics.of(run).stream().filter(metric -> MetricClass.of(metric) == null).toList();
    if (metrics.isEmpty()) {
      return;
    }
    List<Tile> tiles =
        metrics.stream()
            .filter(metric -> HEADLINES.contains(metric.getName()))
            .limit(MOST_TILES)
            .map(MetricsSection::tile)
            .toList();
    if (!tiles.isEmpty()) {
      section.add(new Block.Tiles(tiles));
    }
    if (metrics.size() > MOST_ROWS) {
      section.note(
          String.format(
              Locale.ROOT, "The first %,d of %,d metrics are listed.", MOST_ROWS, metrics.size()));
    }
    String title =
        String.format(Locale.ROOT, "All %,d metrics that are not of one class", metrics.size());
    section.add(new Block.Fold(title, List.of(table(metrics))));
  }

  private static Tile tile(Metric metric) {
    double value = metric.getValue();
    return new Tile(metric.getName(), Double.isFinite(value) ? value : null, source(metric));
  }

  private static String source(Metric metric) {
    return metric.getSplit() == null
        ? metric.getStage()
        : metric.getStage() + " (" + metric.getSplit() + ")";
  }

  private static Table table(List<Metric> metrics) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Metric metric : metrics.subList(0, Math.min(MOST_ROWS, metrics.size()))) {
      rows.add(
          Arrays.asList(metric.getStage(), metric.getSplit(), metric.getName(), metric.getValue()));
    }
    return new Table(
        "",
        List.of(
            Column.text("stage"),
            Column.text("split"),
            Column.text("metric"),
            Column.number("value")),
        rows,
        rows.size() > 20);
  }
}
