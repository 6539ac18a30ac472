package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.SyncBatch;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs plans, and previews what running one would do. */
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
      Explanation explanation = new Explanation(store, history(plan));
      return new Inspection(store, keys, explanation).inspect(plan, request);
    }
  }

  /**
   * Runs a plan; what failed is in the manifest.
   *
   * @return of the run; where nothing had to be executed and the latest good run of the pipeline
   *     has the same results, of that one, with its stages as they are now: all reused
   */
  public RunManifest run(Plan plan, RunRequest request, RunEvents events)
      throws IOException, InterruptedException {
    try (Store store = workspace.openStore();
        SharedExclusiveLock use = store.lockShared(events::waitingForStore);
        NewRun newRun = new NewRun(runs, clock.instant(), random::nextInt)) {
      StageKeys keys = new StageKeys(store, workspace.surroundings(), code);
      Explanation explanation = new Explanation(store, history(plan));
      String started = clock.instant().toString();
      Recorder recorder =
          new Recorder(runs, newRun, id -> begun(id, plan, started), plan, store, events);
      StageRun stageRun = new StageRun(store, keys, explanation, executor, recorder);
      StageRun last = new StageRun(store, keys, explanation, executor, RunEvents.NONE);
      PipelineRun run = new PipelineRun(plan, request, stageRun, recorder);
      Optional<RunManifest> unchanged =
          run(
              run,
              recorder,
              () -> unchanged(run, recorder, store, plan),
              () -> show(run, last, recorder, store, runs.folder(newRun.id())));
      return unchanged.isPresent() ? unchanged.get() : runs.read(newRun.id());
    }
  }

  /** The earlier run that stands for this one, if nothing is new. */
  private static Optional<RunManifest> run(
      PipelineRun run,
      Recorder recorder,
      Uninterruptibles.Work<Optional<RunManifest>> search,
      Uninterruptibles.Work<Optional<StageEntry>> end)
      throws IOException, InterruptedException {
    Status status = Status.INTERRUPTED;
    Optional<StageEntry> metrics = Optional.empty();
    Optional<RunManifest> unchanged = Optional.empty();
    try {
      run.run();
      status = Status.FAILED;
      unchanged = Uninterruptibles.run(search);
      if (unchanged.isEmpty()) {
        metrics = Uninterruptibles.run(end);
      }
      status = run.hasFailed() ? Status.FAILED : Status.DONE;
    } finally {
      Status ended = status;
      StageEntry joined = metrics.orElse(null);
      if (unchanged.isEmpty()) {
        Uninterruptibles.run(
            () -> {
              recorder.write(ended, joined);
              return ended;
            });
      }
    }
    return unchanged;
  }

  private Optional<RunManifest> unchanged(
      PipelineRun run, Recorder recorder, Store store, Plan plan) throws IOException {
    if (run.hasFailed() || recorder.hasExecutedAny()) {
      return Optional.empty();
    }
    UnchangedRun search = new UnchangedRun(runs, store);
    Optional<RunManifest> earlier = search.find(plan, recorder.entries());
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    RunManifest same = earlier.get();
    search.restoreLinks(same, run);
    recorder.nothingToDo();
    return Optional.of(same.with(Status.DONE, same.seconds(), same.metrics(), recorder.entries()));
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

  /** Shows the artifacts in the run's folder, and their metrics joined. */
  private static Optional<StageEntry> show(
      PipelineRun run, StageRun last, Recorder recorder, Store store, Path folder)
      throws IOException {
    recorder.ensureWritten();
    SyncBatch batch = store.disk().batch();
    RunLinks links = new RunLinks(store, batch);
    List<PlannedStage> done = run.done();
    for (PlannedStage stage : done) {
      links.link(run.artifact(stage.name()), folder.resolve(stage.name()));
    }
    if (done.isEmpty()) {
      return Optional.empty();
    }
    PlannedStage joining = RunMetrics.stage(done);
    Outcome outcome = last.run(joining, true, false, run::artifact);
    if (!(outcome instanceof Outcome.Success success)) {
      throw new ReportedException(
          outcome.why().stream().map(why -> "the run's metrics: " + why).toList());
    }
    links.link(RunMetrics.shown(success.artifact()), folder);
    batch.sync(); // before the manifest that says it is done
    return Optional.of(recorder.entry(joining, outcome, 0));
  }
}
