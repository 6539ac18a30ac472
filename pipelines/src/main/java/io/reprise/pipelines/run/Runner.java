package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs plans, and previews what running one would do. */
public final class Runner {

  private final RunContext context;
  private final RunFolders runs;

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
    this.context = new RunContext(workspace, code, executor, clock, random, environment);
    this.runs = context.runs();
  }

  /** What {@link #run} would do with each stage; executes nothing. */
  public Map<String, StageState> inspect(Plan plan, RunRequest request) throws IOException {
    try (Store store = context.workspace().openStore()) {
      StageKeys keys = context.keys(store);
      Explanation explanation = new Explanation(store, context.history(plan));
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
    try (Store store = context.workspace().openStore();
        SharedExclusiveLock use = store.lockShared(events::waitingForStore);
        NewRun newRun = newRun()) {
      StageKeys keys = context.keys(store);
      Explanation explanation = new Explanation(store, context.history(plan));
      String started = context.clock().instant().toString();
      Recorder recorder =
          new Recorder(runs, newRun, id -> context.begun(id, plan, started), plan, store, events);
      StageRun stageRun = new StageRun(store, use, keys, explanation, context.executor(), recorder);
      StageRun last =
          new StageRun(store, use, keys, explanation, context.executor(), RunEvents.NONE);
      PipelineRun run = new PipelineRun(plan, request, stageRun, recorder);
      Optional<RunManifest> unchanged =
          run(
              run,
              recorder,
              () -> unchanged(run, recorder, store, plan),
              () ->
                  RunEnd.show(
                      run.done(), run::artifact, last, recorder, store, runs.folder(newRun.id())));
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
    search.restoreLinks(same, run.done(), run::artifact);
    recorder.nothingToDo();
    return Optional.of(same.with(Status.DONE, same.seconds(), same.metrics(), recorder.entries()));
  }

  private NewRun newRun() {
    Instant start = context.clock().instant();
    return context.newRun(() -> start);
  }

  /** Runs sweeps with the same. */
  public SweepRunner sweeps() {
    return new SweepRunner(context);
  }
}
