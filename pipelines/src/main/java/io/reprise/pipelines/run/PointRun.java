package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.run.Outcome.Success;
import io.reprise.schemas.digest.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One point of a sweep on its way: hears of its stages, whoever they run for. */
final class PointRun {

  private final int point;
  private final Plan plan;
  private final PointFolder folder;
  private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

  /** Of the stages that were executed, or failed, for this point first. */
  private final List<String> own = new ArrayList<>();

  private @Nullable Recorder recorder;
  private boolean ended;

  PointRun(int point, Plan plan, PointFolder folder) {
    this.point = point;
    this.plan = plan;
    this.folder = folder;
  }

  /** A stage has to run, for this point first. */
  synchronized void started(String stage, Digest key, List<String> why, Path progress) {
    recorder().started(stage, key, why, progress);
  }

  /**
   * A stage is done with.
   *
   * @param first whether it ran for this point; the others have what came of it
   * @return the point's end, where that was the last of its stages; else null
   */
  synchronized @Nullable PointResult finished(
      String stage, Outcome outcome, double seconds, boolean first) {
    if (ended) {
      return null; // a stage that did not stop in time
    }
    Outcome seen = seen(stage, outcome, first);
    outcomes.put(stage, seen);
    if (first && (outcome instanceof Outcome.Ran || outcome instanceof Outcome.Failed)) {
      own.add(stage);
    }
    if (recorder != null) {
      recorder.finished(stage, seen, first ? seconds : 0);
    }
    return outcomes.size() == plan.stages().size() ? end() : null;
  }

  private Outcome seen(String stage, Outcome outcome, boolean first) {
    if (outcome instanceof Outcome.Ran ran && !first) {
      return new Outcome.Reused(ran.record());
    }
    return outcome instanceof Outcome.Skipped ? new Outcome.Skipped(needs(stage)) : outcome;
  }

  /** In the names of this plan. */
  private List<String> needs(String stage) {
    return plan.stage(stage).inputs().values().stream()
        .map(Plan.Source::stage)
        .distinct()
        .filter(input -> outcomes.get(input) != null && !(outcomes.get(input) instanceof Success))
        .map(
            input ->
                "needs "
                    + input
                    + (outcomes.get(input) instanceof Outcome.Failed
                        ? ", which failed"
                        : ", which did not run"))
        .toList();
  }

  /** Null for one that was interrupted: the next sweep goes on with it. */
  private @Nullable PointResult end() {
    ended = true;
    List<String> problems = new ArrayList<>();
    outcomes.forEach((stage, outcome) -> problems.addAll(problems(stage, outcome)));
    if (outcomes.values().stream().anyMatch(Outcome.Interrupted.class::isInstance)) {
      if (recorder != null) {
        folder.end(recorder, Status.INTERRUPTED);
      }
      return null;
    }
    if (!problems.isEmpty() && own.isEmpty()) {
      return result(folder.none(problems));
    }
    return result(
        problems.isEmpty()
            ? folder.done(plan, recorder(), done(), this::artifact)
            : folder.failed(recorder(), done(), this::artifact, problems));
  }

  private static List<String> problems(String stage, Outcome outcome) {
    return outcome instanceof Outcome.Failed failed
        ? failed.why().stream().map(line -> stage + ": " + line).toList()
        : List.of();
  }

  /** The sweep ends before this point does; what is done of it is kept. */
  synchronized void interrupt() {
    if (!ended && recorder != null) {
      ended = true;
      folder.end(recorder, Status.INTERRUPTED);
    }
  }

  private PointResult result(PointFolder.End end) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    outcomes.forEach(
        (stage, outcome) ->
            outcome.found().map(KeyRecord::latest).ifPresent(v -> seconds.put(stage, v.seconds())));
    return new PointResult(point, end.run(), end.problems(), own.size(), seconds);
  }

  private List<PlannedStage> done() {
    return plan.stages().stream()
        .filter(stage -> outcomes.get(stage.name()) instanceof Success)
        .toList();
  }

  /** Of a stage that is done. */
  private Artifact artifact(String stage) {
    return ((Success) Objects.requireNonNull(outcomes.get(stage))).artifact();
  }

  /** Made late: the run begins when there is something to record. */
  private Recorder recorder() {
    if (recorder == null) {
      Recorder made = folder.recorder(plan);
      outcomes.forEach((stage, outcome) -> made.finished(stage, outcome, 0));
      recorder = made;
    }
    return recorder;
  }
}
