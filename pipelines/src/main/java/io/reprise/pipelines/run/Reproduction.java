package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.plan.Plan.Source;
import io.reprise.pipelines.plan.StageTypes;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.YamlNode;
import io.reprise.stages.spi.ParameterFields;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A run done anew in an empty store, and compared. */
public final class Reproduction {

  private Reproduction() {}

  /**
   * One stage compared.
   *
   * @param equal whether its bytes are the same
   * @param why what is known of the reason, one line each: why it failed, or what in its key is no
   *     longer as it was
   */
  public record Comparison(String stage, boolean equal, List<String> why) {}

  /**
   * The plan of a run, from its manifest alone: the pipeline file may have changed since.
   *
   * @throws ReportedException when a stage type is no longer there, or does not take the parameters
   */
  public static Plan plan(RunManifest run, StageTypes types) {
    List<PlannedStage> stages = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (StageEntry entry : run.stages()) {
      if (entry.succeeded()) {
        Map<String, Source> inputs = new TreeMap<>();
        entry.inputs().forEach((name, source) -> inputs.put(name, source(String.valueOf(source))));
        stages.add(planned(run, entry, inputs, types, problems::add));
      }
    }
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    if (stages.isEmpty()) {
      throw new ReportedException(run.id() + " has no stage with a result");
    }
    return new Plan(run.pipeline(), run.file(), "", run.jars(), stages);
  }

  /** With what was declared since, at its default: the same as if the file were run today. */
  private static PlannedStage planned(
      RunManifest run,
      StageEntry entry,
      Map<String, Source> inputs,
      StageTypes types,
      Consumer<String> problems) {
    Location at = new Location(run.id() + ": " + entry.name(), 0);
    Stage stage =
        types
            .find(entry.type())
            .orElseThrow(
                () ->
                    new ReportedException(
                        at.says("there is no stage type '" + entry.type() + "'")));
    Map<String, YamlNode> given = new LinkedHashMap<>();
    entry.parameters().forEach((name, value) -> given.put(name, YamlNode.of(value, at)));
    List<String> wrong = new ArrayList<>();
    Settings settings =
        new Settings(
            ParameterFields.resolve(
                stage.type().parameters(), new YamlNode.Mapping(given, at), "", wrong::add));
    if (wrong.isEmpty()) {
      stage.problems(settings).forEach(problem -> wrong.add(at.says(problem)));
    }
    wrong.forEach(problems);
    return wrong.isEmpty()
        ? new PlannedStage(
            entry.name(), stage, stage.canonical(settings), stage.outputs(settings), inputs)
        : new PlannedStage(entry.name(), stage, settings, stage.type().outputs(), inputs);
  }

  private static Source source(String text) {
    int dot = text.indexOf('.');
    return new Source(text.substring(0, dot), text.substring(dot + 1));
  }

  /**
   * Compares a run's stages with those of the run that was done anew.
   *
   * @param store that the first run's records are in
   * @param anew the store of the second
   */
  public static List<Comparison> compare(
      RunManifest run, RunManifest again, Store store, Store anew) {
    List<Comparison> comparisons = new ArrayList<>();
    for (StageEntry entry : run.stages()) {
      if (entry.succeeded()) {
        StageEntry other = again.stage(entry.name()).orElse(StageEntry.NONE);
        boolean equal = Objects.equals(entry.artifact(), other.artifact());
        List<String> why = other.succeeded() ? differences(entry, other, store, anew) : other.why();
        comparisons.add(new Comparison(entry.name(), equal, why));
      }
    }
    return comparisons;
  }

  private static List<String> differences(
      StageEntry before, StageEntry after, Store store, Store anew) {
    if (Objects.equals(before.key(), after.key()) || before.key() == null || after.key() == null) {
      return List.of();
    }
    if (store.storedRecord(new Digest(before.key())) instanceof StoredRecord.Found left
        && anew.storedRecord(new Digest(after.key())) instanceof StoredRecord.Found right) {
      return Difference.describe(
          Difference.between(
              left.record().preimage(),
              right.record().preimage(),
              code -> store.text(code).or(() -> anew.text(code))));
    }
    return List.of("its key is another, and the store no longer knows why");
  }
}
