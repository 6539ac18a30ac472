package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where files are written before they are moved to their places; left behind by killed processes.
 */
record TemporaryFiles(Disk disk, Path folder) {

  private static final String PREFIX = "draft-";

  /** A path that nobody else has. */
  Path next() throws IOException {
    disk.createFolders(folder);
    return folder.resolve(PREFIX + UUID.randomUUID());
  }

  /** The same in the folder of a file, which is on its volume. */
  static Path beside(Path file) {
    return file.resolveSibling(PREFIX + UUID.randomUUID());
  }

  /** Whether it has the name of one, wherever it is. */
  static boolean isTemporary(Path file) {
    return String.valueOf(file.getFileName()).startsWith(PREFIX);
  }

  /** See {@link Disk#replace}. */
  void replace(Path file, byte[] content) throws IOException {
    disk.replace(file, content, next());
  }
}
