package io.reprise.pipelines.manifest;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SyncBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Removes runs' folders so that half of a run is never taken for one, nor for one that somebody
 * else has damaged: its manifest is renamed first, and goes last.
 */
final class RunRemoval {

  private static final String REMOVED = "removed.json";

  private final Disk disk;

  RunRemoval(Disk disk) {
    this.disk = disk;
  }

  /** Whether a folder without a manifest is one that a removal began with. */
  static boolean hasBegun(Path folder) {
    return Files.exists(folder.resolve(REMOVED));
  }

  void remove(List<Path> folders) throws IOException {
    SyncBatch batch = disk.batch();
    for (Path folder : folders) {
      Path manifest = folder.resolve(RunFolders.MANIFEST);
      if (Files.exists(manifest)) {
        batch.move(manifest, folder.resolve(REMOVED));
      }
    }
    batch.sync();
    for (Path folder : folders) {
      for (Path child : Disk.childrenOf(folder)) {
        if (!child.endsWith(REMOVED)) {
          batch.deleteTree(child);
        }
      }
    }
    batch.sync();
    for (Path folder : folders) {
      disk.deleteTree(folder);
    }
  }
}
