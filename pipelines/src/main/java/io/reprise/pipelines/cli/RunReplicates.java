package io.reprise.pipelines.cli;

import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.diff.SeedNoise;
import io.reprise.pipelines.diff.SeedReplicates;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.outputs.RunOutputs;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks for replicates of two runs, with other seeds, among the runs beside each.
 *
 * @param warnings hears of runs that cannot be read
 */
record RunReplicates(Consumer<String> warnings) {

  /** Manifests are read until so many runs have been looked at, latest first. */
  private static final int MOST_RUNS = 500;

  /** Of the accuracies that differ; reads no other run where none does. */
  List<SeedNoise> noise(RunDiff diff, RunOutputs before, RunOutputs after) throws IOException {
    if (diff.metrics().stream().noneMatch(SeedNoise::isAbout)) {
      return List.of();
    }
    List<RunManifest> beside = beside(before);
    boolean together = runFolder(before).equals(runFolder(after));
    return SeedNoise.of(
        diff,
        new SeedReplicates(before.store()).of(before.manifest(), beside),
        metrics(before),
        new SeedReplicates(after.store()).of(after.manifest(), together ? beside : beside(after)),
        metrics(after));
  }

  private List<RunManifest> beside(RunOutputs run) throws IOException {
    RunFolders runs = new RunFolders(runFolder(run));
    List<RunManifest> others = new ArrayList<>();
    for (String id : runs.ids().stream().limit(MOST_RUNS).toList()) {
      try {
        others.add(runs.read(id));
      } catch (ReportedException e) {
        warnings.accept(e.getMessage() + "; whether it is a replicate is not known");
      }
    }
    return others;
  }

  private static RunDiff.MetricsOfRuns metrics(RunOutputs run) {
    return other -> RunMetricsFile.read(other, runFolder(run).resolve(other.id()));
  }

  private static Path runFolder(RunOutputs run) {
    return run.folder().resolveSibling("");
  }
}
