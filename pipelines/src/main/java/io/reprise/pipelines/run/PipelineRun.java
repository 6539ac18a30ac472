package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.plan.Plan.Source;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private static final long PATIENCE_SECONDS = 4;

  private final Plan plan;
  private final RunRequest request;
  private final StageRun stageRun;
  private final RunEvents events;
  private final Set<String> needed;
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Map<String, Double> seconds = new ConcurrentHashMap<>();

  PipelineRun(Plan plan, RunRequest request, StageRun stageRun, RunEvents events) {
    this.plan = plan;
    this.request = request;
    this.stageRun = stageRun;
    this.events = events;
    this.needed = ConcurrentHashMap.newKeySet();
    request.selected().forEach(stage -> needed.addAll(plan.upTo(stage)));
  }

  /** Stage name to outcome, in the plan's order. */
  Map<String, Outcome> outcomes() {
    Map<String, Outcome> ordered = new LinkedHashMap<>();
    for (String name : plan.names()) {
      Outcome outcome = outcomes.get(name);
      if (outcome != null) {
        ordered.put(name, outcome);
      }
    }
    return ordered;
  }

  /** How long a stage took in this run. */
  double seconds(String stage) {
    return seconds.getOrDefault(stage, 0.0);
  }

  void run() throws InterruptedException {
    List<PlannedStage> waiting = new ArrayList<>(plan.stages());
    ExecutorService threads = Executors.newFixedThreadPool(request.jobs());
    ExecutorCompletionService<String> running = new ExecutorCompletionService<>(threads);
    int atWork = 0;
    try {
      while (true) {
        atWork += start(waiting, running, request.jobs() - atWork);
        if (atWork == 0) {
          return;
        }
        running.take().get();
        atWork--;
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a stage's thread died", e.getCause());
    } finally {
      threads.shutdownNow();
      // After an interruption: what is being published is published, the rest gives up.
      boolean clean = threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
      LOG.info(clean ? "all stages have ended" : "a stage did not end in time");
    }
  }

  /**
   * Hands over what is ready, settles what can no longer run; returns how many were handed over.
   */
  private int start(
      List<PlannedStage> waiting, ExecutorCompletionService<String> running, int most) {
    int started = 0;
    for (PlannedStage stage : List.copyOf(waiting)) {
      Optional<Outcome> settled = settledWithoutRunning(stage);
      if (settled.isPresent()) {
        waiting.remove(stage);
        finish(stage.name(), settled.get(), 0);
      } else if (started < most && inputsAreThere(stage)) {
        waiting.remove(stage);
        running.submit(() -> process(stage), stage.name());
        started++;
      }
    }
    return started;
  }

  private boolean inputsAreThere(PlannedStage stage) {
    return stage.inputs().values().stream()
        .allMatch(source -> outcomes.containsKey(source.stage()));
  }

  private Optional<Outcome> settledWithoutRunning(PlannedStage stage) {
    if (!needed.contains(stage.name())) {
      return Optional.of(new Outcome.Skipped(List.of("not selected")));
    }
    for (Source source : stage.inputs().values()) {
      Outcome upstream = outcomes.get(source.stage());
      if (upstream != null && upstream.artifact().isEmpty()) {
        return Optional.of(withoutInput(stage, source.stage(), upstream));
      }
    }
    boolean failed = outcomes.values().stream().anyMatch(Outcome.Failed.class::isInstance);
    return failed && !request.keepGoing()
        ? Optional.of(new Outcome.Skipped(List.of("not started after the failure")))
        : Optional.empty();
  }

  private Outcome withoutInput(PlannedStage stage, String upstream, Outcome outcome) {
    if (request.selected().contains(stage.name()) && !request.selected().contains(upstream)) {
      return new Outcome.Failed(
          List.of(
              "its input "
                  + upstream
                  + " is not in the store ("
                  + String.join("; ", outcome.why())
                  + "); get it with --until "
                  + upstream));
    }
    return new Outcome.Skipped(List.of("needs " + upstream + ", which " + was(outcome)));
  }

  private static String was(Outcome outcome) {
    return outcome instanceof Outcome.Failed ? "failed" : "was skipped";
  }

  private void process(PlannedStage stage) {
    long start = System.nanoTime();
    Outcome outcome;
    try {
      outcome =
          stageRun.run(
              stage,
              request.selected().contains(stage.name()),
              request.forced().contains(stage.name()),
              this::artifact);
    } catch (ReportedException e) {
      outcome = new Outcome.Failed(e.problems());
    } catch (IOException e) {
      outcome = new Outcome.Failed(List.of("reading or writing failed: " + e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      outcome = new Outcome.Failed(List.of("interrupted"));
    } catch (RuntimeException e) {
      LOG.error("stage {} failed in a way nobody foresaw", stage.name(), e);
      outcome =
          new Outcome.Failed(List.of("a fault in Reprise: " + e + " (--verbose shows where)"));
    }
    boolean ran = outcome instanceof Outcome.Ran || outcome instanceof Outcome.Failed;
    finish(stage.name(), outcome, ran ? (System.nanoTime() - start) / 1e9 : 0);
  }

  private void finish(String stage, Outcome outcome, double took) {
    seconds.put(stage, took);
    outcomes.put(stage, outcome);
    events.finished(stage, outcome, took);
  }

  private Artifact artifact(String stage) {
    return Optional.ofNullable(outcomes.get(stage)).flatMap(Outcome::artifact).orElseThrow();
  }
}
