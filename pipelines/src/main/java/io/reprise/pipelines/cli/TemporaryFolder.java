package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that goes with its process. One that a killed process has left is told by its lock,
 * which nobody holds any more, and goes with the next process that makes one.
 */
final class TemporaryFolder {

  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);
  private static final String PREFIX = "reprise-";
  private static final String LOCK = "lock";

  /** Younger, it may be one whose process has not locked it yet. */
  private static final Duration YOUNG = Duration.ofMinutes(1);

  private TemporaryFolder() {}

  /**
   * @param parent such as the system's folder for temporary files
   */
  static Path in(Path parent) throws IOException {
    removeAbandoned(parent, Clock.systemUTC().instant().minus(YOUNG));
    Path folder = Files.createTempDirectory(parent, PREFIX);
    SharedExclusiveLock lock = SharedExclusiveLock.shared(folder.resolve(LOCK), () -> {});
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder, lock), "clean up"));
    return folder;
  }

  /**
   * @param latest change of a folder that is looked at
   */
  static void removeAbandoned(Path parent, Instant latest) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        Path lock = folder.resolve(LOCK);
        if (Files.isRegularFile(lock)
            && Files.isWritable(lock)
            && Files.getLastModifiedTime(folder).toInstant().isBefore(latest)) {
          removeIfAbandoned(folder, lock);
        }
      }
    }
  }

  private static void removeIfAbandoned(Path folder, Path lock) {
    try {
      Optional<SharedExclusiveLock> alone = SharedExclusiveLock.tryExclusiveIfPresent(lock);
      if (alone.isPresent()) {
        remove(folder, alone.get());
      }
    } catch (IOException e) {
      LOG.info("{} stays", folder, e); // somebody else's, or just being removed
    }
  }

  private static void remove(Path folder, SharedExclusiveLock lock) {
    try (lock) {
      new Disk().deleteTree(folder);
    } catch (IOException e) {
      LOG.info("{} stays", folder, e);
    }
  }
}
