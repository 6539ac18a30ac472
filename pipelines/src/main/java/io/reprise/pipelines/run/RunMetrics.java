package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.plan.Plan.Source;
import io.reprise.stages.metrics.MetricsStage;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageType.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stage that every run ends with: a {@code metrics} stage over all metrics of the run. Its
 * files are shown at the top of the run's folder.
 */
final class RunMetrics {

  /** No name that a pipeline file may give. */
  private static final String NAME = "(metrics)";

  /** Where the run's folder has which file of the artifact. */
  private static final Map<String, String> SHOWN =
      Map.of(
          "metrics.parquet", "metrics/00000.parquet",
          "headlines.json", "headlines/headlines.json");

  private RunMetrics() {}

  /**
   * @param done the stages that have an artifact
   */
  static PlannedStage stage(Collection<PlannedStage> done) {
    MetricsStage type = new MetricsStage();
    Map<String, Source> inputs = new TreeMap<>();
    for (PlannedStage stage : done) {
      List<String> outputs = outputs(stage);
      for (String output : outputs) {
        Source source = new Source(stage.name(), output);
        inputs.put(outputs.size() == 1 ? stage.name() : source.toString(), source);
      }
    }
    Settings none = new Settings(Map.of());
    return new PlannedStage(NAME, type, none, type.outputs(none), inputs);
  }

  /** None for a stage that only joins other stages' metrics, which would come twice. */
  private static List<String> outputs(PlannedStage stage) {
    boolean copies =
        stage.stage().type().inputs().stream()
            .anyMatch(input -> input.content().equals(Content.METRICS));
    return stage.outputs().stream()
        .filter(output -> !copies && output.content().equals(Content.METRICS))
        .map(Output::name)
        .toList();
  }

  static boolean is(StageEntry stage) {
    return stage.name().equals(NAME);
  }

  /** The artifact's files by their paths in the run's folder. */
  static Artifact shown(Artifact artifact) {
    SortedMap<String, StoredObject> files = new TreeMap<>();
    SHOWN.forEach(
        (path, original) -> {
          StoredObject object = artifact.files().get(original);
          if (object != null) {
            files.put(path, object);
          }
        });
    return new Artifact(files);
  }

  /** The files in a run's folder by their paths in the artifact. */
  static Map<String, Path> files(Path folder) {
    Map<String, Path> files = new TreeMap<>();
    SHOWN.forEach(
        (path, original) -> {
          if (Files.isRegularFile(folder.resolve(path))) {
            files.put(original, folder.resolve(path));
          }
        });
    return files;
  }
}
