package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.KeyLock;
import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.Scratch;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.run.StageKeys.Keyed;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One stage's way through a run: key, lookup, reuse or execute, publish. */
final class StageRun {

  private final Store store;
  private final StageKeys keys;
  private final Explanation explanation;
  private final StageExecutor executor;
  private final RunEvents events;

  StageRun(
      Store store,
      StageKeys keys,
      Explanation explanation,
      StageExecutor executor,
      RunEvents events) {
    this.store = store;
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
      PlannedStage stage, boolean mayRun, boolean forced, Function<String, Artifact> artifacts)
      throws IOException, InterruptedException {
    Keyed keyed = keys.key(stage, artifacts);
    Lookup lookup = store.lookup(keyed.preimage().key());
    if (lookup instanceof Lookup.Hit hit && !forced) {
      return new Outcome.Reused(hit.record());
    }
    List<String> why = why(stage, keyed.preimage(), lookup);
    if (!mayRun) {
      return new Outcome.Skipped(why);
    }
    try (KeyLock lock = store.lock(keyed.preimage().key())) {
      // Another process may have been at work on it while this one waited.
      if (!forced && store.lookup(keyed.preimage().key()) instanceof Lookup.Hit hit) {
        return new Outcome.Reused(hit.record());
      }
      KeyRecord made = execute(stage, keyed, forced, why, artifacts);
      return new Outcome.Ran(made, withVerdict(why, lookup, made));
    }
  }

  /** Running again under the same key shows whether the stage is reproducible. */
  private static List<String> withVerdict(List<String> why, Lookup before, KeyRecord made) {
    if (before instanceof Lookup.Hit hit
        && !hit.record().artifact().digest().equals(made.artifact().digest())) {
      List<String> verdict = new ArrayList<>(why);
      verdict.add("NOT REPRODUCIBLE: it gave other bytes than before");
      return verdict;
    }
    return why;
  }

  private List<String> why(PlannedStage stage, Preimage wanted, Lookup lookup) {
    return lookup instanceof Lookup.Hit
        ? List.of("forced")
        : explanation.why(stage.name(), wanted, lookup);
  }

  private KeyRecord execute(
      PlannedStage stage,
      Keyed keyed,
      boolean forced,
      List<String> why,
      Function<String, Artifact> artifacts)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (Scratch scratch = store.scratch(keyed.preimage().key(), forced)) {
      StageContext context = context(stage, keyed, artifacts, scratch);
      events.started(stage.name(), why, scratch.folder().resolve("progress.txt"));
      executor.execute(stage.stage(), context);
      Map<String, @Nullable Object> after = keys.digests(keyed.externals());
      if (!after.equals(keyed.preimage().files())) {
        throw new ReportedException(
            "a file that it reads was changed meanwhile; run it again when nobody writes to it");
      }
      return store.publish(keyed.preimage(), scratch, (System.nanoTime() - start) / 1e9);
    }
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
                  .forEach((path, object) -> files.add(new StoredFile(path, uri(object.digest()))));
              inputs.put(name, new InputFiles(files));
            });
    Map<String, String> files = new TreeMap<>();
    keyed
        .externals()
        .files()
        .forEach((name, path) -> files.put(name, path.toAbsolutePath().toString()));
    return new StageContext(
        stage.settings(),
        inputs,
        files,
        keyed.externals().facts(),
        scratch.folder().toAbsolutePath() + "/",
        scratch.checkpoints().toAbsolutePath() + "/");
  }

  private String uri(Digest digest) {
    return store.object(digest).toAbsolutePath().toString();
  }
}
