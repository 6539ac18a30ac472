package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.UnionPlan;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs several plans of one pipeline as one schedule, in which what they share stands once. */
public final class SweepRunner {

  private final Workspace workspace;
  private final StageCode code;
  private final StageExecutor executor;
  private final Clock clock;
  private final RandomGenerator random;
  private final Supplier<Map<String, @Nullable Object>> environment;

  SweepRunner(
      Workspace workspace,
      StageCode code,
      StageExecutor executor,
      Clock clock,
      RandomGenerator random,
      Supplier<Map<String, @Nullable Object>> environment) {
    this.workspace = workspace;
    this.code = code;
    this.executor = executor;
    this.clock = clock;
    this.random = random;
    this.environment = environment;
  }

  /** What {@link #run} would do with each stage of the union; executes nothing. */
  public Map<String, StageState> inspect(UnionPlan union) throws IOException {
    Plan plan = union.plan();
    try (Store store = workspace.openStore()) {
      StageKeys keys = new StageKeys(store, workspace.surroundings(), code);
      return new Inspection(store, keys, explanation(store, union))
          .inspect(plan, RunRequest.of(Set.copyOf(plan.names())));
    }
  }

  /**
   * Runs every point to its end, whatever becomes of the others.
   *
   * @param jobs stages at once, of all points together
   * @param memory bytes that these may need together
   * @return by point
   */
  public List<PointResult> run(UnionPlan union, int jobs, long memory, SweepEvents events)
      throws IOException, InterruptedException {
    Plan plan = union.plan();
    RunRequest request =
        RunRequest.of(Set.copyOf(plan.names())).within(jobs, memory).keepingGoing(true);
    try (Store store = workspace.openStore();
        SharedExclusiveLock use = store.lockShared(events::waitingForStore)) {
      StageKeys keys = new StageKeys(store, workspace.surroundings(), code);
      Explanation explanation = explanation(store, union);
      StageRun last = new StageRun(store, keys, explanation, executor, RunEvents.NONE);
      List<PointRun> points = points(union, store, last);
      SweepRecorder recorder = new SweepRecorder(union, points, events);
      StageRun stageRun = new StageRun(store, keys, explanation, executor, recorder);
      try {
        new PipelineRun(plan, request, stageRun, recorder).run();
      } finally {
        points.forEach(PointRun::interrupt);
      }
      return recorder.results();
    }
  }

  private List<PointRun> points(UnionPlan union, Store store, StageRun last) {
    RunFolders runs = workspace.runFolders();
    EarlierRuns earlier = new EarlierRuns(runs, store);
    List<PointRun> points = new ArrayList<>();
    for (Plan plan : union.plans()) {
      NewRun newRun = new NewRun(runs, clock::instant, random::nextInt);
      PointFolder folder =
          new PointFolder(
              runs,
              newRun,
              store,
              last,
              earlier,
              begun -> {
                String started = clock.instant().toString();
                return id -> RunEnd.begun(id, begun, started, environment);
              });
      points.add(new PointRun(points.size(), plan, folder));
    }
    return points;
  }

  private Explanation explanation(Store store, UnionPlan union) throws IOException {
    RunHistory history = new RunHistory(union.plan().pipeline(), workspace.runFolders());
    return new Explanation(store, history, union::stageName);
  }
}
