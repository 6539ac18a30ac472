package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.DamagedStoreException;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.Sweep;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs that are not kept, and what then no run reaches.
 *
 * @param runs ids of the runs that go, latest first
 */
public record GarbageCollection(List<String> runs, Sweep sweep) {

  /** Which runs belong to sweeps. */
  @FunctionalInterface
  public interface Swept {
    Set<String> runs() throws IOException;
  }

  public static final int ALL_RUNS = Integer.MAX_VALUE;

  public GarbageCollection {
    runs = List.copyOf(runs);
  }

  /** The same without sweeps. */
  public static Optional<GarbageCollection> of(Workspace workspace, int keep, boolean dryRun)
      throws IOException {
    return of(workspace, keep, Set::of, dryRun);
  }

  /**
   * Empty, and nothing is removed, while anybody works with the store.
   *
   * @param keep how many good runs of each pipeline to keep, see {@link RetainedRuns}; {@link
   *     #ALL_RUNS} for all runs, good or not
   * @param swept the ids of runs that sweeps have; asked once nobody works with the store
   * @param dryRun whether only to look
   * @throws DamagedStoreException when a kept run's manifest, or a record that it names, cannot be
   *     read, and so nobody knows what it needs
   */
  public static Optional<GarbageCollection> of(
      Workspace workspace, int keep, Swept swept, boolean dryRun) throws IOException {
    try (Store store = workspace.openStore()) {
      Optional<SharedExclusiveLock> alone = store.tryLockExclusively();
      if (alone.isEmpty()) {
        return Optional.empty();
      }
      try (SharedExclusiveLock use = alone.get()) {
        RunFolders runs = workspace.runFolders();
        RetainedRuns retained = RetainedRuns.of(runs, keep, swept.runs());
        GarbageCollection collection =
            new GarbageCollection(retained.gone(), Sweep.of(store, reached(retained.kept())));
        if (!dryRun) {
          use.requireHeld(); // or somebody may have pinned one since
          runs.delete(retained.gone());
          use.requireHeld();
          runs.delete(runs.abandoned());
          collection.sweep().remove(store, use);
        }
        return Optional.of(collection);
      }
    }
  }

  /** The artifacts that runs have, by key. */
  private static Map<Digest, Set<Digest>> reached(List<RunManifest> runs) {
    Map<Digest, Set<Digest>> reached = new HashMap<>();
    for (RunManifest run : runs) {
      for (StageEntry stage : run.all()) {
        if (stage.key() != null) {
          Set<Digest> artifacts =
              reached.computeIfAbsent(new Digest(stage.key()), key -> new HashSet<>());
          if (stage.artifact() != null) {
            artifacts.add(new Digest(stage.artifact()));
          }
        }
      }
    }
    return reached;
  }
}
