package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where stages are at work in a store: their scratch folders, their checkpoints and the locks. */
final class WorkFolders {

  /** The name of the store's lock beside those of keys. */
  static final String STORE_LOCK = "store";

  private final Disk disk;
  private final Path scratch;
  private final Path checkpoints;
  private final Path locks;

  WorkFolders(Path root, Disk disk) {
    this.disk = disk;
    this.scratch = root.resolve("scratch");
    this.checkpoints = root.resolve("checkpoints");
    this.locks = root.resolve("locks");
  }

  /** Where files are written before they are moved to their places. */
  TemporaryFiles temporaryFiles() {
    return new TemporaryFiles(disk, scratch);
  }

  SharedExclusiveLock lockShared(Runnable waiting) throws IOException {
    Optional<SharedExclusiveLock> alone = tryLockExclusively();
    if (alone.isPresent()) {
      try (SharedExclusiveLock clearing = alone.get()) {
        for (Path abandoned : Disk.childrenOf(scratch)) {
          clearing.requireExclusive();
          disk.deleteTree(abandoned);
        }
      }
    }
    return SharedExclusiveLock.shared(lockFile(), waiting);
  }

  Optional<SharedExclusiveLock> tryLockExclusively() throws IOException {
    return SharedExclusiveLock.tryExclusive(lockFile());
  }

  private Path lockFile() {
    return locks.resolve(STORE_LOCK);
  }

  SharedExclusiveLock lock(Digest key, Runnable waiting) throws IOException, InterruptedException {
    return SharedExclusiveLock.exclusive(locks.resolve(key.hex()), waiting);
  }

  Scratch scratch(Digest key, boolean anew) throws IOException {
    disk.createFolders(scratch);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(scratch, key.hex() + "-*")) {
      for (Path abandoned : left) {
        disk.deleteTree(abandoned);
      }
    }
    Path own = Files.createTempDirectory(scratch, key.hex() + "-");
    Path checkpoint = checkpoints(key);
    if (anew) {
      disk.deleteTree(checkpoint);
    }
    return new Scratch(own, checkpoint, disk);
  }

  Path checkpoints(Digest key) {
    return checkpoints.resolve(key.hex());
  }

  Optional<String> resumption(Digest key) {
    try {
      Path file = checkpoints(key).resolve(StageContext.RESUMPTION);
      return Files.readString(file, StandardCharsets.UTF_8).lines().findFirst();
    } catch (IOException e) {
      return Optional.empty(); // mostly not there; nothing depends on it
    }
  }

  /** Files of tries that nobody is at any more, and checkpoints of other keys than these. */
  List<Path> leftovers(Collection<Digest> kept) throws IOException {
    List<Path> leftovers = new ArrayList<>(Disk.filesBelow(scratch));
    for (Path checkpoint : Disk.childrenOf(checkpoints)) {
      String key = checkpoint.getFileName().toString();
      if (kept.stream().noneMatch(digest -> digest.hex().equals(key))) {
        leftovers.addAll(Disk.filesBelow(checkpoint));
      }
    }
    return leftovers;
  }

  /** Deletes the locks of keys, for whoever has the store alone. */
  void deleteKeyLocks() throws IOException {
    for (Path lock : Disk.childrenOf(locks)) {
      if (Files.isDirectory(lock)) {
        deleteForgottenLeases(lock);
      } else if (!lock.equals(lockFile())) {
        disk.delete(lock);
      }
    }
  }

  private void deleteForgottenLeases(Path leases) throws IOException {
    if (!leases.equals(LeaseFolder.of(lockFile())) && LeaseFolder.isForgotten(leases)) {
      disk.deleteTree(leases);
    }
  }
}
