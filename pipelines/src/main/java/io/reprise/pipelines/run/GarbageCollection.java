package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.DamagedStoreException;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.Sweep;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
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

  public GarbageCollection {
    runs = List.copyOf(runs);
  }

  /**
   * Empty, and nothing is removed, while anybody works with the store.
   *
   * @param keep how many of the latest runs to keep
   * @param dryRun whether only to look
   * @throws DamagedStoreException when a kept run's manifest, or a record that it names, cannot be
   *     read, and so nobody knows what it needs
   */
  public static Optional<GarbageCollection> of(Workspace workspace, int keep, boolean dryRun)
      throws IOException {
    try (Store store = workspace.openStore()) {
      Optional<SharedExclusiveLock> alone = store.tryLockExclusively();
      if (alone.isEmpty()) {
        return Optional.empty();
      }
      try (SharedExclusiveLock use = alone.get()) {
        RunFolders runs = workspace.runFolders();
        List<String> ids = runs.ids();
        List<String> kept = ids.subList(0, Math.min(keep, ids.size()));
        List<String> gone = ids.subList(kept.size(), ids.size());
        GarbageCollection collection =
            new GarbageCollection(gone, Sweep.of(store, reached(runs, kept)));
        if (!dryRun) {
          for (String id : gone) {
            runs.delete(id);
          }
          for (String id : runs.abandoned()) {
            runs.delete(id);
          }
          collection.sweep().remove(store, use);
        }
        return Optional.of(collection);
      }
    }
  }

  /** The artifacts that runs have, by key. */
  private static Map<Digest, Set<Digest>> reached(RunFolders runs, List<String> ids) {
    Map<Digest, Set<Digest>> reached = new HashMap<>();
    for (String id : ids) {
      for (StageEntry stage : read(runs, id).all()) {
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
}
