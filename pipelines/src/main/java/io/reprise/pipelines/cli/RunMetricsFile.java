package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.record.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The metrics of all stages of a run, in its folder. */
final class RunMetricsFile {

  /** The column that has the numbers. */
  static final String VALUE = "value";

  private RunMetricsFile() {}

  /** In the plan's order; none where the file is not there. */
  static List<Metric> read(RunManifest run, Path folder) {
    List<Metric> metrics = new ArrayList<>();
    Path file = folder.resolve("metrics.parquet");
    try {
      if (Files.exists(file)) {
        try (TableReader<Metric> table =
            new TableReader<>(file.toString(), Files.newByteChannel(file), Metric.class)) {
          for (Metric row = table.read(); row != null; row = table.read()) {
            metrics.add(row);
          }
        }
      }
      metrics.sort(Comparator.comparingInt(metric -> run.position(metric.getStage())));
      return metrics;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
