package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one point's run: made when there is something to keep, and completed at its end.
 */
final class PointFolder {

  private static final Logger LOG = LoggerFactory.getLogger(PointFolder.class);

  private final RunFolders runs;
  private final NewRun newRun;
  private final Store store;
  private final StageRun last;
  private final EarlierRuns earlier;
  private final Function<Plan, Function<String, RunManifest>> begun;

  /**
   * How a point's run has ended.
   *
   * @param problems empty when it is done
   */
  record End(Optional<RunManifest> run, List<String> problems) {}

  /**
   * @param last runs the stage that joins metrics
   * @param begun the manifest of a plan's run, by its id
   */
  PointFolder(
      RunFolders runs,
      NewRun newRun,
      Store store,
      StageRun last,
      EarlierRuns earlier,
      Function<Plan, Function<String, RunManifest>> begun) {
    this.runs = runs;
    this.newRun = newRun;
    this.store = store;
    this.last = last;
    this.earlier = earlier;
    this.begun = begun;
  }

  Recorder recorder(Plan plan) {
    return new Recorder(runs, newRun, begun.apply(plan), plan, store, RunEvents.NONE);
  }

  /** It never began. */
  End none(List<String> problems) {
    return new End(Optional.empty(), problems);
  }

  /** Every stage has an artifact. */
  End done(
      Plan plan, Recorder recorder, List<PlannedStage> done, Function<String, Artifact> artifacts) {
    return closing(
        () -> {
          Optional<RunManifest> same =
              recorder.hasExecutedAny()
                  ? Optional.empty()
                  : earlier.find(plan, recorder.entries(), done, artifacts);
          return same.isPresent() ? same.get() : complete(recorder, done, artifacts, Status.DONE);
        },
        List.of());
  }

  /** Some stages have none. */
  End failed(
      Recorder recorder,
      List<PlannedStage> done,
      Function<String, Artifact> artifacts,
      List<String> problems) {
    return closing(() -> complete(recorder, done, artifacts, Status.FAILED), problems);
  }

  private RunManifest complete(
      Recorder recorder,
      List<PlannedStage> done,
      Function<String, Artifact> artifacts,
      Status status)
      throws IOException {
    Status how = Status.FAILED;
    StageEntry metrics = null;
    try {
      metrics =
          RunEnd.show(done, artifacts, last, recorder, store, runs.folder(newRun.id()))
              .orElse(null);
      how = status;
    } finally {
      recorder.write(how, metrics);
    }
    return runs.read(newRun.id());
  }

  /** The manifest is written though the thread is interrupted. */
  private End closing(Uninterruptibles.Work<RunManifest> work, List<String> problems) {
    List<String> all = new ArrayList<>(problems);
    try {
      RunManifest run =
          Uninterruptibles.run(
              () -> {
                try (newRun) {
                  return work.run();
                }
              });
      return new End(Optional.of(run), all);
    } catch (ReportedException e) {
      all.addAll(e.problems());
    } catch (IOException e) {
      LOG.info("a point's run could not be completed", e);
      all.add(
          FullDisk.isCauseOf(e)
              ? FullDisk.message(e)
              : FileProblem.message(e).orElseGet(() -> "its run could not be written: " + e));
    }
    return new End(Optional.empty(), all);
  }

  /** What is done so far is written. */
  void end(Recorder recorder, Status status) {
    try {
      Uninterruptibles.run(
          () -> {
            recorder.write(status, null);
            newRun.close();
            return status;
          });
    } catch (IOException e) {
      LOG.warn("could not note that a point's run has ended", e); // it is seen as killed then
    }
  }
}
