package io.reprise.pipelines.sweep;

import io.reprise.pipelines.definition.Choice;
import io.reprise.pipelines.definition.SweepPoint;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.run.PointResult;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.schemas.record.MetricStage;
import io.reprise.schemas.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes what a table says of a point from its run. */
public final class PointReader {

  private final RunFolders runs;

  public PointReader(RunFolders runs) {
    this.runs = runs;
  }

  /** A point's values: numbers, or labels of what was chosen. */
  public static Map<String, Object> values(SweepPoint point) {
    Map<String, Object> values = new LinkedHashMap<>();
    point.values().forEach((path, choice) -> values.put(path, value(choice)));
    return values;
  }

  private static Object value(Choice choice) {
    boolean isItself =
        choice.value() instanceof YamlNode.Scalar scalar
            && scalar.value() instanceof Number
            && scalar.text().equals(choice.label());
    return isItself && choice.value().plain() instanceof Number number ? number : choice.label();
  }

  /**
   * @param plan of the point
   */
  public SweepPointResult read(SweepPoint point, Plan plan, PointResult result) throws IOException {
    Optional<RunManifest> run = result.run();
    List<Measured> metrics = new ArrayList<>();
    List<String> problems = new ArrayList<>(result.problems());
    if (run.isPresent()) {
      try {
        metrics(run.get(), plan, runs.folder(run.get().id()).resolve("metrics.parquet"), metrics);
      } catch (ReportedException e) { // somebody has changed the file: of one point
        problems.addAll(e.problems());
      }
    }
    return new SweepPointResult(
        values(point),
        problems.isEmpty() ? SweepPointResult.DONE : SweepPointResult.FAILED,
        run.map(RunManifest::id).orElse(null),
        problems,
        metrics,
        run.map(TrainingFacts::of).orElse(Map.of()),
        result.seconds(),
        ofType(plan, "train"),
        ofType(plan, "evaluate"));
  }

  private static void metrics(RunManifest run, Plan plan, Path file, List<Measured> metrics)
      throws IOException {
    if (!Files.exists(file)) {
      return; // of a run that failed before there was any
    }
    try (TableReader<Metric> table =
        new TableReader<>(file.toString(), Files.newByteChannel(file), Metric.class)) {
      for (Metric row = table.read(); row != null; row = table.read()) {
        if (MetricClass.of(row) == null) {
          metrics.add(measured(row, plan, run));
        }
      }
    }
    metrics.sort(Comparator.comparingInt(metric -> run.position(metric.stage())));
  }

  private static Measured measured(Metric row, Plan plan, RunManifest run) {
    String stage = MetricStage.of(row.getStage());
    String split = row.getSplit() == null ? "" : row.getSplit();
    return new Measured(
        row.getStage(),
        ExampleSplit.of(plan, stage, split),
        row.getName(),
        Double.isFinite(row.getValue()) ? row.getValue() : null,
        run.stage(stage).flatMap(entry -> Optional.ofNullable(entry.key())).orElse(""));
  }

  private static List<String> ofType(Plan plan, String type) {
    return plan.stages().stream()
        .filter(stage -> stage.stage().type().name().equals(type))
        .map(PlannedStage::name)
        .toList();
  }
}
