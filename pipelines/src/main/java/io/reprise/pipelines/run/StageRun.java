package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.Scratch;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.execute.ErrorMessage;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.run.StageKeys.Keyed;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stage's way through a run: key, lookup, reuse or execute, publish. */
final class StageRun {

  private static final Logger LOG = LoggerFactory.getLogger(StageRun.class);

  private final Store store;
  private final SharedExclusiveLock use;
  private final StageKeys keys;
  private final Explanation explanation;
  private final StageExecutor executor;
  private final RunEvents events;

  /**
   * @param use of the store, which has to hold whenever something is begun or published
   */
  StageRun(
      Store store,
      SharedExclusiveLock use,
      StageKeys keys,
      Explanation explanation,
      StageExecutor executor,
      RunEvents events) {
    this.store = store;
    this.use = use;
    this.keys = keys;
    this.explanation = explanation;
    this.executor = executor;
    this.events = events;
  }

  /**
   * @param mayRun whether the stage may be executed when the store does not have it
   * @param artifacts of the stages that it depends on
   */
  Outcome run(
      PlannedStage stage, boolean mayRun, boolean forced, Function<String, Artifact> artifacts) {
    Digest key = null;
    try {
      Keyed keyed = keys.key(stage, artifacts);
      key = keyed.preimage().key();
      return run(stage, keyed, key, mayRun, forced, artifacts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted(key);
    } catch (ReportedException e) {
      return failed(key, e, e.problems());
    } catch (IOException e) {
      return Thread.currentThread().isInterrupted() // which closes files at work
          ? interrupted(key)
          : failed(
              key,
              e,
              List.of(FileProblem.message(e).orElseGet(() -> "reading or writing failed: " + e)));
    } catch (RuntimeException e) {
      LOG.info("stage {} failed unexpectedly", stage.name(), e);
      return failed(key, e, List.of("a fault in Reprise: " + e + " (--verbose shows where)"));
    } catch (Error e) { // of one stage: the others can do without what it lacks
      LOG.info("stage {} ended by an error", stage.name(), e);
      return failed(key, e, List.of(ErrorMessage.of(e)));
    }
  }

  private Outcome interrupted(@Nullable Digest key) {
    return new Outcome.Interrupted(
        key,
        Optional.ofNullable(key).flatMap(store::resumption).stream()
            .map(where -> "the next run goes on from " + where)
            .toList());
  }

  private Outcome failed(@Nullable Digest key, Throwable failure, List<String> problems) {
    return new Outcome.Failed(
        key, FullDisk.isCauseOf(failure) ? List.of(FullDisk.message(failure)) : problems);
  }

  private Outcome run(
      PlannedStage stage,
      Keyed keyed,
      Digest key,
      boolean mayRun,
      boolean forced,
      Function<String, Artifact> artifacts)
      throws IOException, InterruptedException {
    Lookup lookup = store.lookup(key);
    if (lookup instanceof Lookup.Hit hit && !(forced && mayRun)) {
      store.ensureListings(keyed.preimage(), keyed::text);
      return new Outcome.Reused(hit.record());
    }
    try (SharedExclusiveLock lock = store.lock(key, () -> events.waiting(stage.name()))) {
      // Another process may have been at work on it while this one waited.
      if (!forced && store.fetch(key) instanceof Lookup.Hit hit) {
        return new Outcome.Reused(hit.record());
      }
      List<String> why =
          lookup instanceof Lookup.Hit
              ? List.of("forced")
              : withResumption(explanation.why(stage, keyed, lookup), store, key, forced);
      if (!mayRun) {
        return new Outcome.NotSelected(why);
      }
      KeyRecord made = execute(stage, keyed, lock, forced, why, artifacts);
      return new Outcome.Ran(made, withVerdict(why, lookup, made));
    }
  }

  /**
   * What an earlier try has left is said beside the reasons.
   *
   * @param forced which starts anew
   */
  static List<String> withResumption(List<String> why, Store store, Digest key, boolean forced) {
    List<String> reasons = new ArrayList<>(why);
    if (!forced) {
      store.resumption(key).ifPresent(where -> reasons.add("goes on from " + where));
    }
    return List.copyOf(reasons);
  }

  /** Running again under the same key shows whether the stage is reproducible. */
  private static List<String> withVerdict(List<String> why, Lookup before, KeyRecord made) {
    if (!(before instanceof Lookup.Hit hit)) {
      return why;
    }
    boolean same = hit.record().artifact().equals(made.artifact());
    List<String> verdict = new ArrayList<>(why);
    verdict.add(same ? "the same bytes as before" : "OTHER BYTES than before");
    return verdict;
  }

  private KeyRecord execute(
      PlannedStage stage,
      Keyed keyed,
      SharedExclusiveLock lock,
      boolean forced,
      List<String> why,
      Function<String, Artifact> artifacts)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Digest key = keyed.preimage().key();
    use.requireHeld();
    executor.reclaim(stage.stage(), place(store.checkpoints(key)));
    try (Scratch scratch = store.scratch(key, forced)) {
      StageContext context = context(stage, keyed, artifacts, scratch);
      events.started(stage.name(), key, why, Path.of(context.progress()));
      List<WrittenFile> files =
          execute(
              stage,
              context,
              MemoryEstimate.of(stage, artifacts, keyed.externals().files().values()));
      requireOutputs(stage, files);
      if (!keys.listing(keyed.externals()).equals(keyed.listing())) {
        throw new ReportedException(
            "a file that it reads was changed meanwhile; run it again when nobody writes to it");
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return Uninterruptibles.run(
          () -> {
            use.requireHeld();
            lock.requireHeld();
            return store.publish(keyed.preimage(), keyed::text, scratch, files, seconds);
          });
    }
  }

  /** What is declared is there; of a runner whose workers write elsewhere, nothing would be. */
  private static void requireOutputs(PlannedStage stage, List<WrittenFile> files) {
    for (StageType.Output output : stage.stage().outputs(stage.settings())) {
      String folder = WrittenFile.OUT + output.name() + "/";
      if (files.stream().noneMatch(file -> file.path().startsWith(folder))) {
        throw new ReportedException("it has written no file of its output '" + output.name() + "'");
      }
    }
  }

  private List<WrittenFile> execute(PlannedStage stage, StageContext context, long need)
      throws InterruptedException {
    long heap = Runtime.getRuntime().maxMemory();
    LOG.info("stage {} needs {} bytes by its own estimate", stage.name(), need);
    if (executor.isLocal()) {
      MemoryEstimate.warning(need, heap)
          .ifPresent(warning -> events.warning(stage.name(), warning));
    }
    try {
      return executor.execute(stage.stage(), context);
    } catch (ReportedException e) {
      if (executor.isLocal() && ErrorMessage.isOutOfMemory(e)) {
        throw new ReportedException(MemoryEstimate.exhausted(need, heap), e);
      }
      throw damagedInput(context, e);
    }
  }

  /** What the stage says of a damaged input is of no use: the damage is what is to be said. */
  private ReportedException damagedInput(StageContext context, ReportedException failure) {
    List<String> damaged = new ArrayList<>();
    for (InputFiles input : context.inputs().values()) {
      for (StoredFile file : input.all()) {
        store.problemAfterReading(file.digest()).ifPresent(damaged::add);
      }
    }
    return damaged.isEmpty()
        ? failure
        : new ReportedException(
            damaged.get(0) + ", which the stage reads; run again, and it will be made anew",
            failure);
  }

  private StageContext context(
      PlannedStage stage, Keyed keyed, Function<String, Artifact> artifacts, Scratch scratch) {
    Map<String, InputFiles> inputs = new TreeMap<>();
    stage
        .inputs()
        .forEach(
            (name, source) -> {
              List<StoredFile> files = new ArrayList<>();
              artifacts
                  .apply(source.stage())
                  .output(source.output())
                  .forEach((path, object) -> files.add(stored(path, object.digest())));
              inputs.put(name, new InputFiles(files));
            });
    return new StageContext(
        stage.settings(),
        inputs,
        keyed.files(),
        keyed.externals().facts(),
        place(scratch.folder()),
        place(scratch.checkpoints()));
  }

  /** A folder as stages are told of it. */
  private static String place(Path folder) {
    return folder.toAbsolutePath() + "/";
  }

  private StoredFile stored(String name, Digest digest) {
    return new StoredFile(name, store.object(digest).toAbsolutePath().toString(), digest);
  }
}
