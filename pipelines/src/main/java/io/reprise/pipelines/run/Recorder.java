package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.StageType.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run's manifest up to date, so that one that is killed leaves word of what it has done,
 * and passes on what it hears.
 */
final class Recorder implements RunEvents {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** A manifest of many quick stages is not written for each of them. */
  private static final double LARGEST_SHARE = 0.05;

  private static final double FREE_SECONDS = 0.1;

  private final RunFolders runs;
  private final NewRun run;
  private final Function<String, RunManifest> begun;
  private final Map<String, PlannedStage> stages = new LinkedHashMap<>();
  private final Store store;
  private final Map<String, String> described;
  private final RunEvents listener;
  private final Map<String, StageEntry> entries = new LinkedHashMap<>();
  private final long start = System.nanoTime();
  private double spent;
  private boolean executed;
  private boolean written;

  /**
   * @param begun a run's manifest, by its id
   */
  Recorder(
      RunFolders runs,
      NewRun run,
      Function<String, RunManifest> begun,
      Plan plan,
      Store store,
      RunEvents listener) {
    this.runs = runs;
    this.run = run;
    this.begun = begun;
    this.store = store;
    this.listener = listener;
    this.described = DescriptionCheck.warnings(plan);
    for (PlannedStage stage : plan.stages()) {
      stages.put(stage.name(), stage);
      entries.put(stage.name(), StageEntry.NONE); // keeps the plan's order
    }
  }

  @Override
  public void waitingForStore() {
    listener.waitingForStore();
  }

  @Override
  public void nothingToDo() {
    listener.nothingToDo();
  }

  @Override
  public void waiting(String stage) {
    listener.waiting(stage);
  }

  @Override
  public void warning(String stage, String line) {
    listener.warning(stage, line);
  }

  @Override
  public void started(String stage, Digest key, List<String> why, Path progress) {
    begin(stage, key, why);
    listener.started(stage, key, why, progress);
  }

  @Override
  public void finished(String stage, Outcome outcome, double seconds) {
    record(stage, outcome, seconds);
    listener.finished(stage, outcome, seconds);
  }

  private synchronized void record(String name, Outcome outcome, double seconds) {
    entries.put(name, entry(planned(name), outcome, seconds));
  }

  private PlannedStage planned(String name) {
    return Objects.requireNonNull(stages.get(name));
  }

  /** What the manifest says of a stage that is done with. */
  StageEntry entry(PlannedStage stage, Outcome outcome, double seconds) {
    Optional<KeyRecord> found = outcome.found();
    Digest key = found.map(record -> record.preimage().key()).orElse(null);
    if (outcome instanceof Outcome.Failed failed) {
      key = failed.key();
    } else if (outcome instanceof Outcome.Interrupted interrupted) {
      key = interrupted.key();
    }
    return entry(stage, outcome.label(), outcome.why(), key, found, seconds);
  }

  /**
   * Notes that a stage is at work, for gc to keep what it could go on from. A run that finds
   * nothing to do is written once, at its end.
   */
  private synchronized void begin(String name, Digest key, List<String> why) {
    executed = true;
    entries.put(name, entry(planned(name), "running", why, key, Optional.empty(), 0));
    double begin = seconds();
    if (spent < FREE_SECONDS + LARGEST_SHARE * begin) {
      try {
        write(Status.RUNNING, null);
      } catch (IOException e) {
        LOG.warn("could not note that {} is at work", name, e); // the run's end is noted, or fails
      }
      spent += seconds() - begin;
    }
  }

  /**
   * @param metrics the stage that joins them, where it is done
   */
  synchronized void write(Status status, @Nullable StageEntry metrics) throws IOException {
    runs.write(begun.apply(run.id()).with(status, seconds(), metrics, entries()));
    if (!written) {
      written = true;
      listener.recorded(run.id());
    }
  }

  /** Makes sure that the manifest is the first that the run's folder has. */
  synchronized void ensureWritten() throws IOException {
    if (!written) {
      write(Status.RUNNING, null);
    }
  }

  /** Of the stages that something is known of, in the plan's order. */
  synchronized List<StageEntry> entries() {
    return entries.values().stream().filter(entry -> entry != StageEntry.NONE).toList();
  }

  synchronized boolean hasExecutedAny() {
    return executed;
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  private StageEntry entry(
      PlannedStage stage,
      String outcome,
      List<String> why,
      @Nullable Digest key,
      Optional<KeyRecord> record,
      double seconds) {
    Map<String, @Nullable Object> inputs = new TreeMap<>();
    stage.inputs().forEach((input, source) -> inputs.put(input, source.toString()));
    Map<String, @Nullable Object> outputs = new TreeMap<>();
    Map<String, @Nullable Object> contents = new TreeMap<>();
    for (Output output : stage.outputs()) {
      contents.put(output.name(), output.content().label());
      record.ifPresent(
          found -> outputs.put(output.name(), found.artifact().outputDigest(output.name()).hex()));
    }
    return new StageEntry(
        stage.name(),
        stage.stage().type().name(),
        outcome,
        why,
        key == null ? null : key.hex(),
        record.map(found -> found.artifact().digest().hex()).orElse(null),
        outputs,
        contents,
        inputs,
        stage.settings().values(),
        record.map(found -> warnings(stage.name(), found)).orElse(List.of()),
        seconds,
        record.map(found -> found.latest().machine()).orElse(Map.of()));
  }

  /** What the pipeline's file, its record and the stage itself say about it. */
  private List<String> warnings(String stage, KeyRecord record) {
    List<String> warnings = new ArrayList<>();
    Optional.ofNullable(described.get(stage)).ifPresent(warnings::add);
    if (!record.isReproducible()) {
      warnings.add(
          "NOT REPRODUCIBLE: running it again gave other bytes ("
              + record.versions().size()
              + " versions are kept, the latest is used)");
    }
    for (Artifact.StoredObject object : record.artifact().output("warnings").values()) {
      try {
        warnings.addAll(Files.readAllLines(store.object(object.digest())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return warnings;
  }
}
