package io.reprise.pipelines.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leases of a file, in a folder beside it. A lease held by one alone has the next number after
 * all that were: {@code alone-000000000007}, made by the one step that of several processes only
 * one can do, and the highest number counts. Leases held together are {@code shared-UUID}.
 *
 * <p>Whoever takes one makes its file first and looks at the others' then, so that of two at least
 * one sees the other. Nothing is renamed or deleted that may be somebody's. Times are the file
 * system's alone: the sign of life is the file's own time stamp, and now is that of a new file.
 */
class LeaseFolder {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseFolder.class);

  private static final String ENDING = ".leases";

  private static final String ALONE = "alone-";
  private static final String SHARED = "shared-";

  /** After this no process comes back that still takes an old number for its own. */
  private static final Duration FORGOTTEN = Duration.ofDays(7);

  /** Whoever tries to have a file alone has looked at the others long before these are over. */
  private static final int TRIES = 40;

  private static final long TRY_MILLIS = 50;

  private final Path file;
  private final Path folder;

  LeaseFolder(Path file) {
    this.file = file;
    this.folder = of(file);
  }

  static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + ENDING);
  }

  /** Empty while anybody else has a lease of the file. */
  Optional<Lease> tryExclusive(Duration expiry) throws IOException {
    Files.createDirectories(folder);
    long last = last();
    if (last > 0 && isAlive(alone(last))) {
      return Optional.empty();
    }
    Lease lease;
    try {
      lease = Lease.create(this, alone(last + 1), expiry);
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
    try {
      // The one before may have woken up meanwhile, or this one may have slept.
      List<Path> shared = shared();
      if (last() > last + 1 || last > 0 && isAlive(alone(last)) || anyAlive(shared)) {
        lease.close();
        return Optional.empty();
      }
      removeDead(last, shared);
    } catch (IOException | RuntimeException e) {
      lease.close();
      throw e;
    }
    return Optional.of(lease);
  }

  /**
   * What those have left who had the file before. Whoever has come since then is not dead, and may
   * have the file when this one has left it.
   *
   * @param shared leases that nobody gives a sign of life for
   */
  private void removeDead(long last, List<Path> shared) throws IOException {
    for (Path dead : shared) {
      Files.deleteIfExists(dead);
    }
    for (long old = last; old > 0 && Files.deleteIfExists(alone(old)); old--) {
      LOG.debug("{} is over", alone(old));
    }
  }

  /** Empty while anybody has a lease of the file alone. */
  Optional<Lease> tryShared(Duration expiry) throws IOException {
    Files.createDirectories(folder);
    Lease lease = Lease.create(this, folder.resolve(SHARED + UUID.randomUUID()), expiry);
    try {
      long last = last();
      if (last > 0 && isAlive(alone(last))) {
        lease.close();
        return Optional.empty();
      }
    } catch (IOException | RuntimeException e) {
      lease.close();
      throw e;
    }
    return Optional.of(lease);
  }

  /**
   * Whether nobody has taken a lease, one that still gives signs of life, for dead. Whoever wants
   * the file alone makes a lease first, and gives it up again on seeing a shared one alive.
   */
  boolean isLatest(Path lease) throws IOException {
    if (!isShared(lease)) {
      return lease.equals(alone(last()));
    }
    for (int i = 0; i < TRIES; i++) {
      long last = last();
      if (last == 0 || !isAlive(alone(last))) {
        return Files.exists(lease);
      }
      sleep();
    }
    return false;
  }

  private static void sleep() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(TRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking for a lease");
    }
  }

  static boolean isShared(Path lease) {
    return String.valueOf(lease.getFileName()).startsWith(SHARED);
  }

  /** Whether its file is gone, for which there will be no lease any more. */
  void removeIfUnused() throws IOException {
    if (!Files.exists(file)) {
      new Disk().deleteTree(folder);
    }
  }

  /** Whether nobody has used the folder for so long that its numbers may begin anew. */
  static boolean isForgotten(Path folder) throws IOException {
    FileTime now = now(folder);
    for (Path child : Disk.childrenOf(folder)) {
      FileTime beat = Files.getLastModifiedTime(child);
      if (Duration.between(beat.toInstant(), now.toInstant()).compareTo(FORGOTTEN) < 0) {
        return false;
      }
    }
    return true;
  }

  private Path alone(long number) {
    return folder.resolve(ALONE + String.format(Locale.ROOT, "%012d", number));
  }

  /** The highest number of a lease held alone, or that was; 0 where there is none. */
  long last() throws IOException {
    long last = 0;
    for (Path child : Disk.childrenOf(folder)) {
      String name = child.getFileName().toString();
      if (name.startsWith(ALONE)) {
        last = Math.max(last, Long.parseLong(name.substring(ALONE.length())));
      }
    }
    return last;
  }

  /** Leases held together by many, or left by those who had them. */
  List<Path> shared() throws IOException {
    return Disk.childrenOf(folder).stream().filter(LeaseFolder::isShared).toList();
  }

  private boolean anyAlive(List<Path> leases) throws IOException {
    for (Path lease : leases) {
      if (isAlive(lease)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAlive(Path lease) throws IOException {
    try {
      // Reading it makes a client of a network file system ask for the time stamp, too.
      String text = Files.readString(lease, StandardCharsets.UTF_8);
      Duration expiry = Lease.expiry(text);
      FileTime beat = Files.getLastModifiedTime(lease);
      Duration age = Duration.between(beat.toInstant(), now(folder).toInstant());
      return !Lease.isReleased(text) && age.compareTo(expiry) <= 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** By the clock of the file system. */
  private static FileTime now(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, "now-", "");
    try {
      Files.write(probe, new byte[1]);
      return Files.getLastModifiedTime(probe);
    } finally {
      Files.deleteIfExists(probe);
    }
  }
}
