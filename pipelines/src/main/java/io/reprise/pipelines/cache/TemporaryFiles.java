package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where files are written before they are moved to their places; left behind by killed processes.
 */
record TemporaryFiles(Disk disk, Path folder) {

  /** A path that nobody else has. */
  Path next() throws IOException {
    disk.createFolders(folder);
    return folder.resolve("draft-" + UUID.randomUUID());
  }

  /** See {@link Disk#replace}. */
  void replace(Path file, byte[] content) throws IOException {
    disk.replace(file, content, next());
  }
}
