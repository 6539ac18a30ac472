package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.SharedStore;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.ProjectFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What runs work with.
 *
 * @param store where artifacts are kept
 * @param shared where others keep theirs
 * @param runs where each run has its folder
 * @param surroundings where a pipeline's outside files are
 */
public record Workspace(
    Path store, Optional<SharedStore> shared, Path runs, ProjectFolders surroundings, Disk disk) {

  /** Without a shared store. */
  public Workspace(Path store, Path runs, ProjectFolders surroundings) {
    this(store, Optional.empty(), runs, surroundings, new Disk());
  }

  /**
   * Keeps a run from gc while something is put into its folder.
   *
   * @param waiting called once while gc or a repair has the store alone
   * @return to be closed then
   * @throws ReportedException when the run is gone
   */
  public SharedExclusiveLock keep(String run, Runnable waiting) throws IOException {
    try (Store opened = openStore()) {
      SharedExclusiveLock use = opened.lockShared(waiting);
      try {
        runFolders().read(run);
        return use;
      } catch (RuntimeException e) {
        use.close();
        throw e;
      }
    }
  }

  Store openStore() throws IOException {
    return Store.open(store, disk, shared);
  }

  RunFolders runFolders() {
    return new RunFolders(runs, disk);
  }
}
