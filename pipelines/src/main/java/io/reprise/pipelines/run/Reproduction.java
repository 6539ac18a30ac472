package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.definition.PipelineDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.Jar;
import io.reprise.pipelines.definition.PipelineDefinition.StageDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.Wire;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Planner;
import io.reprise.pipelines.plan.StageTypes;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    List<StageDefinition> stages =
        run.stages().stream()
            .filter(StageEntry::succeeded)
            .map(entry -> definition(run, entry))
            .toList();
    if (stages.isEmpty()) {
      throw new ReportedException(run.id() + " has no stage with a result");
    }
    Location at = new Location(run.id(), 0);
    List<Jar> jars = run.jars().stream().map(path -> new Jar(path, at)).toList();
    return Planner.plan(
        new PipelineDefinition(run.pipeline(), run.file(), "", jars, Map.of(), stages), types);
  }

  /** With what was declared since, at its default: the same as if the file were run today. */
  private static StageDefinition definition(RunManifest run, StageEntry entry) {
    Location at = new Location(run.id() + ": " + entry.name(), 0);
    Map<String, Wire> inputs = new LinkedHashMap<>();
    entry.inputs().forEach((name, source) -> inputs.put(name, wire(String.valueOf(source), at)));
    Map<String, YamlNode> given = new LinkedHashMap<>();
    entry.parameters().forEach((name, value) -> given.put(name, YamlNode.of(value, at)));
    return new StageDefinition(
        entry.name(),
        new Location(run.id(), 0),
        entry.type(),
        at,
        inputs,
        new YamlNode.Mapping(given, at));
  }

  private static Wire wire(String source, Location at) {
    int dot = source.indexOf('.');
    return new Wire(source.substring(0, dot), source.substring(dot + 1), at);
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
              listing -> store.text(listing).or(() -> anew.text(listing))));
    }
    return List.of("its key is another, and the store no longer knows why");
  }
}
