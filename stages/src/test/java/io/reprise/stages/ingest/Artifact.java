package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.stages.StageTrial;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks into what the stage has written. */
final class Artifact {

  private Artifact() {}

  static List<Example> examples(Path artifact, String split) throws IOException {
    return Tables.read(files(artifact, split), Example.class);
  }

  static ExampleFacts facts(Path artifact, String split) throws IOException {
    return ExampleFacts.read(files(artifact, split));
  }

  /** Rows of each class, from the metrics. */
  static List<Double> rows(Path artifact, String split) throws IOException {
    return Tables.read(files(artifact, "metrics"), Metric.class).stream()
        .filter(metric -> split.equals(metric.getSplit()) && MetricClass.of(metric) != null)
        .map(Metric::getValue)
        .toList();
  }

  /** Empty where there are none. */
  static String warnings(Path artifact) throws IOException {
    Path file = artifact.resolve("warnings/ingest.txt");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static InputFiles files(Path artifact, String output) throws IOException {
    try (Stream<Path> files = Files.list(artifact.resolve(output))) {
      return new InputFiles(
          files.map(file -> StageTrial.file(file.getFileName().toString(), file)).toList());
    }
  }
}
