package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.UnionPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs several plans of one pipeline as one schedule, in which what they share stands once. */
public final class SweepRunner {

  private final RunContext context;

  SweepRunner(RunContext context) {
    this.context = context;
  }

  /** What {@link #run} would do with each stage of the union; executes nothing. */
  public Map<String, StageState> inspect(UnionPlan union) throws IOException {
    Plan plan = union.plan();
    try (Store store = context.workspace().openStore()) {
      StageKeys keys = context.keys(store);
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
    try (Store store = context.workspace().openStore();
        SharedExclusiveLock use = store.lockShared(events::waitingForStore)) {
      StageKeys keys = context.keys(store);
      Explanation explanation = explanation(store, union);
      StageRun last =
          new StageRun(store, use, keys, explanation, context.executor(), RunEvents.NONE);
      List<PointRun> points = points(union, store, last);
      SweepRecorder recorder = new SweepRecorder(union, points, events);
      StageRun stageRun = new StageRun(store, use, keys, explanation, context.executor(), recorder);
      try {
        new PipelineRun(plan, request, stageRun, recorder).run();
      } finally {
        points.forEach(PointRun::interrupt);
      }
      return recorder.results();
    }
  }

  private List<PointRun> points(UnionPlan union, Store store, StageRun last) {
    RunFolders runs = context.runs();
    EarlierRuns earlier = new EarlierRuns(runs, store);
    List<PointRun> points = new ArrayList<>();
    for (Plan plan : union.plans()) {
      NewRun newRun = context.newRun(context.clock()::instant);
      PointFolder folder =
          new PointFolder(
              runs,
              newRun,
              store,
              last,
              earlier,
              begun -> {
                String started = context.clock().instant().toString();
                return id -> context.begun(id, begun, started);
              });
      points.add(new PointRun(points.size(), plan, folder));
    }
    return points;
  }

  private Explanation explanation(Store store, UnionPlan union) throws IOException {
    return new Explanation(store, context.history(union.plan()), union::stageName);
  }
}
