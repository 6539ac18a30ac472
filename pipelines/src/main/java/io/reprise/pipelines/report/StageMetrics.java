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

  /** Those of these names that there are, in their order. */
  Block.Tiles tiles(String note, List<String> names) {
    List<Block.Tile> tiles = new ArrayList<>();
    for (String name : names) {
      Double value = value(name, null);
      if (value != null) {
        tiles.add(new Block.Tile(name, value, note));
      }
    }
    return new Block.Tiles(tiles);
  }
}
