package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.DamagedStoreException;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The runs that gc keeps: of each pipeline the latest that are done, complete and differ from each
 * other, those that failed since the latest of them, those of a part of the stages that are newer
 * than the oldest of them, those that are pinned, and those of sweeps.
 */
final class RetainedRuns {

  private final RunFolders runs;
  private final int keep;
  private final Set<String> swept;
  private final Map<String, Set<List<@Nullable String>>> good = new HashMap<>();
  private final List<RunManifest> kept = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();

  private RetainedRuns(RunFolders runs, int keep, Set<String> swept) {
    this.runs = runs;
    this.keep = keep;
    this.swept = swept;
  }

  /**
   * @param keep good runs of each pipeline; {@link GarbageCollection#ALL_RUNS} for all runs
   * @param swept ids of runs that sweeps have, which are kept
   * @throws DamagedStoreException when a manifest that matters cannot be read
   */
  static RetainedRuns of(RunFolders runs, int keep, Set<String> swept) throws IOException {
    RetainedRuns retained = new RetainedRuns(runs, keep, swept);
    for (String id : runs.ids()) {
      if (keep == 0 && !retained.isHeld(id)) {
        retained.gone.add(id);
      } else {
        retained.decide(read(runs, id));
      }
    }
    return retained;
  }

  private void decide(RunManifest run) {
    if (keep == GarbageCollection.ALL_RUNS || isWanted(run) || isHeld(run.id())) {
      kept.add(run);
    } else {
      gone.add(run.id());
    }
  }

  /** Whatever the number. */
  private boolean isHeld(String id) {
    return runs.isPinned(id) || swept.contains(id);
  }

  private boolean isWanted(RunManifest run) {
    Set<List<@Nullable String>> newer =
        good.computeIfAbsent(run.pipeline(), pipeline -> new HashSet<>());
    if (run.status() != Status.DONE) {
      return newer.isEmpty();
    }
    if (!run.stages().stream().allMatch(StageEntry::succeeded)) {
      return newer.size() < keep; // of a part of the stages: it takes no complete run's place
    }
    return newer.size() < keep && newer.add(results(run));
  }

  /** Runs with the same ones are equal. */
  private static List<@Nullable String> results(RunManifest run) {
    List<@Nullable String> results = new ArrayList<>();
    for (StageEntry stage : run.stages()) {
      results.add(stage.name());
      results.add(stage.key());
      results.add(stage.artifact());
    }
    return results;
  }

  private static RunManifest read(RunFolders runs, String id) {
    try {
      return runs.read(id);
    } catch (ReportedException e) {
      throw new DamagedStoreException(
          e.getMessage()
              + "; nobody knows what the run needs, so nothing was removed: delete its folder if it"
              + " can go");
    }
  }

  /** Latest first. */
  List<RunManifest> kept() {
    return kept;
  }

  /** Ids, latest first. */
  List<String> gone() {
    return gone;
  }
}
