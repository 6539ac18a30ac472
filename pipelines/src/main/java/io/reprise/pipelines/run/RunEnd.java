package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.SyncBatch;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a run has in its folder when its stages are done, and its manifest at its beginning. */
final class RunEnd {

  private RunEnd() {}

  static RunManifest begun(
      String id, Plan plan, String started, Supplier<Map<String, @Nullable Object>> environment) {
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

  /**
   * Shows the artifacts in the run's folder, and their metrics joined.
   *
   * @param done the stages that have an artifact
   * @param last runs the stage that joins metrics
   */
  static Optional<StageEntry> show(
      List<PlannedStage> done,
      Function<String, Artifact> artifacts,
      StageRun last,
      Recorder recorder,
      Store store,
      Path folder)
      throws IOException {
    recorder.ensureWritten();
    SyncBatch batch = store.disk().batch();
    RunLinks links = new RunLinks(store, batch);
    for (PlannedStage stage : done) {
      links.link(artifacts.apply(stage.name()), folder.resolve(stage.name()));
    }
    if (done.isEmpty()) {
      return Optional.empty();
    }
    PlannedStage joining = RunMetrics.stage(done);
    Outcome outcome = last.run(joining, true, false, artifacts);
    if (!(outcome instanceof Outcome.Success success)) {
      throw new ReportedException(
          outcome.why().stream().map(why -> "the run's metrics: " + why).toList());
    }
    links.link(RunMetrics.shown(success.artifact()), folder);
    batch.sync(); // before the manifest that says it is done
    return Optional.of(recorder.entry(joining, outcome, 0));
  }
}
