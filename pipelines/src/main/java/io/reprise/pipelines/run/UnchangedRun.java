package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.SyncBatch;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest good run of a pipeline, where a run that executed nothing would only repeat it. */
final class UnchangedRun {

  private static final Logger LOG = LoggerFactory.getLogger(UnchangedRun.class);

  private final RunFolders runs;
  private final Store store;

  UnchangedRun(RunFolders runs, Store store) {
    this.runs = runs;
    this.store = store;
  }

  /**
   * @param entries of a run that executed nothing and did not fail
   */
  Optional<RunManifest> find(Plan plan, List<StageEntry> entries) throws IOException {
    for (String id : runs.ids()) {
      try {
        RunManifest run = runs.read(id);
        if (run.pipeline().equals(plan.pipeline()) && run.status() == Status.DONE) {
          return isRepeated(run, plan, entries) && metrics(run).isPresent()
              ? Optional.of(run)
              : Optional.empty();
        }
      } catch (ReportedException e) {
        LOG.warn("run {} is passed over: {}", id, e.getMessage());
      }
    }
    return Optional.empty();
  }

  /** Of some runs the first that one that executed nothing would only repeat. */
  Optional<RunManifest> find(List<RunManifest> among, Plan plan, List<StageEntry> entries)
      throws IOException {
    for (RunManifest run : among) {
      if (isRepeated(run, plan, entries) && metrics(run).isPresent()) {
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  private static boolean isRepeated(RunManifest run, Plan plan, List<StageEntry> entries) {
    return run.file().equals(plan.file())
        && run.jars().equals(plan.jars())
        && run.stages().stream().map(StageEntry::name).toList().equals(plan.names())
        && entries.stream().anyMatch(StageEntry::succeeded)
        && entries.stream()
            .filter(StageEntry::succeeded)
            .allMatch(entry -> isSame(entry, run.stage(entry.name()).orElse(StageEntry.NONE)));
  }

  /** The key stands for the type and the parameters, too; warnings are of the file as well. */
  private static boolean isSame(StageEntry entry, StageEntry earlier) {
    return Objects.equals(entry.key(), earlier.key())
        && Objects.equals(entry.artifact(), earlier.artifact())
        && entry.inputs().equals(earlier.inputs())
        && entry.warnings().equals(earlier.warnings());
  }

  /** Puts back what somebody has removed from the run's folder; what is there is not read. */
  void restoreLinks(RunManifest run, List<PlannedStage> done, Function<String, Artifact> artifacts)
      throws IOException {
    SyncBatch batch = store.disk().batch();
    RunLinks links = new RunLinks(store, batch);
    Path folder = runs.folder(run.id());
    for (PlannedStage stage : done) {
      links.linkMissing(artifacts.apply(stage.name()), folder.resolve(stage.name()));
    }
    links.linkMissing(RunMetrics.shown(metrics(run).orElseThrow()), folder);
    batch.sync();
  }

  /** Empty where they have to be joined anew, since the store no longer has them whole. */
  private Optional<Artifact> metrics(RunManifest run) throws IOException {
    StageEntry metrics = run.metrics();
    return metrics != null
            && metrics.key() != null
            && store.lookup(new Digest(metrics.key())) instanceof Lookup.Hit hit
            && hit.record().preimage().listings().stream()
                .allMatch(text -> store.text(text).isPresent())
        ? Optional.of(hit.record().artifact())
        : Optional.empty();
  }
}
