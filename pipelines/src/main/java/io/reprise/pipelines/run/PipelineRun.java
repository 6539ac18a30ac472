package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.plan.Plan.Source;
import io.reprise.pipelines.run.Outcome.Success;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a plan's stages through the run, each as soon as what it needs is there. */
final class PipelineRun {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  private static final long STOP_TIMEOUT_SECONDS = 4;

  private final Plan plan;
  private final RunRequest request;
  private final StageRun stageRun;
  private final RunEvents events;
  private final Schedule schedule;
  private final Set<String> needed;
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Double> seconds = new ConcurrentHashMap<>();
  private volatile boolean failed;
  private boolean stopped;

  PipelineRun(Plan plan, RunRequest request, StageRun stageRun, RunEvents events) {
    this.plan = plan;
    this.request = request;
    this.stageRun = stageRun;
    this.events = events;
    this.schedule = new Schedule(plan, request.jobs(), request.memory());
    this.needed = plan.upTo(request.selected());
  }

  /** The stages that have an artifact, in the plan's order. */
  List<PlannedStage> done() {
    return plan.stages().stream()
        .filter(stage -> outcomes.get(stage.name()) instanceof Success)
        .toList();
  }

  boolean hasFailed() {
    return failed;
  }

  /** How long a stage took in this run. */
  double seconds(String stage) {
    return seconds.getOrDefault(stage, 0.0);
  }

  void run() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(request.jobs());
    ExecutorCompletionService<PlannedStage> running = new ExecutorCompletionService<>(threads);
    try {
      List<PlannedStage> able = new ArrayList<>();
      while (true) {
        collectReady(able);
        schedule.sort(able);
        startSome(able, running);
        if (schedule.isIdle()) {
          return;
        }
        schedule.finished(running.take().get().name());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a stage's thread died", e.getCause());
    } finally {
      threads.shutdownNow();
      // After an interruption: what is being published is published, the rest gives up.
      boolean clean = threads.awaitTermination(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      LOG.info(clean ? "all stages have ended" : "a stage did not end in time");
    }
  }

  /** Finishes what is ready but not to run, which may make others ready. */
  private void collectReady(List<PlannedStage> able) {
    if (failed && !stopped && !request.keepGoing()) {
      stopped = true;
      List.copyOf(able).forEach(stage -> finishWithoutRunning(stage, notStarted()));
      able.clear();
    }
    for (Optional<PlannedStage> next = schedule.pollReady();
        next.isPresent();
        next = schedule.pollReady()) {
      PlannedStage stage = next.get();
      outcomeWithoutRunning(stage)
          .ifPresentOrElse(outcome -> finishWithoutRunning(stage, outcome), () -> able.add(stage));
    }
  }

  private void finishWithoutRunning(PlannedStage stage, Outcome outcome) {
    finish(stage.name(), outcome, 0);
    schedule.finished(stage.name());
  }

  private void startSome(List<PlannedStage> able, ExecutorCompletionService<PlannedStage> running) {
    Optional<PlannedStage> next = schedule.admissible(able, this::memory);
    while (next.isPresent()) {
      PlannedStage stage = next.get();
      able.removeIf(each -> each.name().equals(stage.name()));
      schedule.started(stage.name(), memory(stage));
      running.submit(() -> process(stage), stage);
      next = schedule.admissible(able, this::memory);
    }
  }

  private long memory(PlannedStage stage) {
    return MemoryEstimate.of(stage, this::artifact, List.of());
  }

  private Optional<Outcome> outcomeWithoutRunning(PlannedStage stage) {
    if (!needed.contains(stage.name())) {
      return Optional.of(new Outcome.NotSelected(List.of()));
    }
    for (Source source : stage.inputs().values()) {
      if (!(outcomes.get(source.stage()) instanceof Success)) {
        return Optional.of(withoutInput(stage, source.stage()));
      }
    }
    return stopped ? Optional.of(notStarted()) : Optional.empty();
  }

  private static Outcome notStarted() {
    return new Outcome.Skipped(List.of("not started after the failure"));
  }

  private Outcome withoutInput(PlannedStage stage, String upstream) {
    if (!request.selected().contains(stage.name())) {
      return new Outcome.NotSelected(List.of("needs " + upstream));
    }
    Outcome outcome = outcomes.get(upstream);
    if (outcome instanceof Outcome.NotSelected missing) {
      return new Outcome.Failed(null, List.of(MissingInput.message(upstream, missing.why())));
    }
    String was =
        outcome instanceof Outcome.Failed
            ? "failed"
            : outcome instanceof Outcome.Interrupted ? "was interrupted" : "was skipped";
    return new Outcome.Skipped(List.of("needs " + upstream + ", which " + was));
  }

  private void process(PlannedStage stage) {
    long start = System.nanoTime();
    Outcome outcome =
        stageRun.run(
            stage,
            request.selected().contains(stage.name()),
            request.forced().contains(stage.name()),
            this::artifact);
    boolean ran =
        outcome instanceof Outcome.Ran
            || outcome instanceof Outcome.Failed
            || outcome instanceof Outcome.Interrupted;
    finish(stage.name(), outcome, ran ? (System.nanoTime() - start) / 1e9 : 0);
  }

  private void finish(String stage, Outcome outcome, double took) {
    seconds.put(stage, took);
    failed |= outcome instanceof Outcome.Failed || outcome instanceof Outcome.Interrupted;
    outcomes.put(stage, outcome);
    events.finished(stage, outcome, took);
  }

  /** Of a stage that is done. */
  Artifact artifact(String stage) {
    if (outcomes.get(stage) instanceof Success success) {
      return success.artifact();
    }
    throw new IllegalStateException(stage + " has no artifact");
  }
}
