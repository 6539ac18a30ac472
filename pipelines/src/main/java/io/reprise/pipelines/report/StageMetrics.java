package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.page.Block;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a stage has measured. */
record StageMetrics(List<Metric> metrics) {

  StageMetrics {
    metrics = List.copyOf(metrics);
  }

  /** None, where the stage has no metrics. */
  static StageMetrics of(RunView run, StageEntry stage) throws IOException {
    List<Metric> metrics = new ArrayList<>();
    for (StageOutput output : run.outputs("metrics")) {
      if (output.stage().equals(stage)) {
        metrics.addAll(run.rows(output, Metric.class));
      }
    }
    return new StageMetrics(metrics);
  }

  /**
   * The first value with a name; null where there is none.
   *
   * @param ofClass null for all classes
   */
  @Nullable Double value(String name, @Nullable String ofClass) {
    return metrics.stream()
        .filter(metric -> metric.getName().equals(name))
        .filter(metric -> Objects.equals(MetricClass.of(metric), ofClass))
        .map(Metric::getValue)
        .findFirst()
        .orElse(null);
  }

  /** A metric, and what it is called on the page. */
  record Shown(String name, String title) {}

  /** Those that there are, in this order. */
  Block.Tiles tiles(String note, List<Shown> names) {
    List<Block.Tile> tiles = new ArrayList<>();
    for (Shown shown : names) {
      Double value = value(shown.name(), null);
      if (value != null) {
        tiles.add(new Block.Tile(shown.title(), value, note));
      }
    }
    return new Block.Tiles(tiles);
  }
}
