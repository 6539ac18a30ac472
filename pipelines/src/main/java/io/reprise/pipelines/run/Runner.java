package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.RunMetrics.PublishedStage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs plans, and foresees what running one would do. */
public final class Runner {

  private final Workspace workspace;
  private final StageCode code;
  private final StageExecutor executor;
  private final RunFolders runs;
  private final Clock clock;
  private final RandomGenerator random;
  private final Supplier<Map<String, @Nullable Object>> environment;

  /**
   * @param random for the ends of run ids
   * @param environment see {@link Environment}
   */
  public Runner(
      Workspace workspace,
      StageCode code,
      StageExecutor executor,
      Clock clock,
      RandomGenerator random,
      Supplier<Map<String, @Nullable Object>> environment) {
    this.workspace = workspace;
    this.code = code;
    this.executor = executor;
    this.runs = workspace.runFolders();
    this.clock = clock;
    this.random = random;
    this.environment = environment;
  }

  /** What {@link #run} would do with each stage; executes nothing. */
  public Map<String, StageState> inspect(Plan plan, RunRequest request) throws IOException {
    try (Store store = workspace.openStore()) {
      StageKeys keys = new StageKeys(store, workspace.surroundings(), code);
      Explanation explanation = new Explanation(store, history(plan), keys);
      return new Inspection(store, keys, explanation).inspect(plan, request);
    }
  }

  /** Runs a plan; what failed is in the manifest. */
  public RunManifest run(Plan plan, RunRequest request, RunEvents events)
      throws IOException, InterruptedException {
    try (Store store = workspace.openStore();
        SharedExclusiveLock use = store.lockShared()) {
      StageKeys keys = new StageKeys(store, workspace.surroundings(), code);
      Explanation explanation = new Explanation(store, history(plan), keys);
      String id = runs.create(clock.instant(), random::nextInt);
      try (SharedExclusiveLock running = runs.hold(id)) {
        String started = clock.instant().toString();
        Recorder recorder = new Recorder(runs, () -> begun(id, plan, started), plan, store, events);
        StageRun stageRun = new StageRun(store, keys, explanation, executor, recorder);
        run(new PipelineRun(plan, request, stageRun, recorder), recorder, store, id);
      } finally {
        runs.end(id);
      }
      return runs.read(id);
    }
  }

  private void run(PipelineRun run, Recorder recorder, Store store, String id)
      throws IOException, InterruptedException {
    Status status = Status.INTERRUPTED;
    Optional<String> metrics = Optional.empty();
    try {
      run.run();
      status = Status.FAILED;
      metrics = Uninterruptibles.run(() -> materialise(store, run, runs.folder(id)));
      status = run.hasFailed() ? Status.FAILED : Status.DONE;
    } finally {
      Status ended = status;
      Optional<String> key = metrics;
      Uninterruptibles.run(
          () -> {
            recorder.write(ended, key.orElse(null));
            return ended;
          });
    }
  }

  private RunHistory history(Plan plan) throws IOException {
    return new RunHistory(plan.pipeline(), runs);
  }

  private RunManifest begun(String id, Plan plan, String started) {
    return new RunManifest(
        id,
        plan.pipeline(),
        plan.file(),
        plan.jars(),
        started,
        0,
        Status.RUNNING,
        null,
        environment.get(),
        List.of());
  }

  /** Shows the artifacts and metrics in the run's folder; returns the metrics' key. */
  private Optional<String> materialise(Store store, PipelineRun run, Path folder)
      throws IOException, InterruptedException {
    RunLinks links = new RunLinks(store);
    Map<String, PublishedStage> published = run.published();
    for (Map.Entry<String, PublishedStage> stage : published.entrySet()) {
      links.link(stage.getValue().artifact(), folder.resolve(stage.getKey()));
    }
    if (published.isEmpty()) {
      return Optional.empty();
    }
    KeyRecord metrics = new RunMetrics(store, code).of(published);
    links.link(metrics.artifact(), folder);
    return Optional.of(metrics.preimage().key().hex());
  }
}
