package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SharedStore;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunFolders;
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

  Store openStore() throws IOException {
    return Store.open(store, disk, shared);
  }

  RunFolders runFolders() {
    return new RunFolders(runs, disk);
  }
}
