package io.reprise.stages.command;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Held by whoever works in a folder whose name does not change, across threads, processes and
 * stores. The operating system releases it when its process ends, however that ends.
 */
final class FolderLock implements AutoCloseable {

  private static final long POLL_MILLIS = 50;

  /**
   * What this process holds. The operating system's locks belong to a process, and closing any
   * channel of a file releases them: so a file that is held here must not be opened again, not even
   * to read it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Waits until the lock is free. */
  static FolderLock acquire(Path file) throws IOException, InterruptedException {
    while (true) {
      Optional<FolderLock> lock = HELD.add(file) ? tryAcquire(file) : Optional.empty();
      if (lock.isPresent()) {
        return lock.get();
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static Optional<FolderLock> tryAcquire(Path file) throws IOException {
    FileChannel channel = null;
    boolean acquired = false;
    try {
      createIfMissing(file);
      Object identity = identity(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      // Still the one of this name, not one that its holder has removed: while it is open here,
      // no other file has its identity.
      acquired = channel.tryLock() != null && identity.equals(identity(file));
      return acquired ? Optional.of(new FolderLock(file, channel)) : Optional.empty();
    } catch (NoSuchFileException e) {
      if (!Files.isDirectory(file.resolveSibling("."))) {
        throw e;
      }
      return Optional.empty(); // its holder has removed it
    } catch (AccessDeniedException e) {
      throw new ReportedException(
          file + " belongs to somebody else, who runs the same command: wait, or remove it", e);
    } finally {
      if (!acquired) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(file);
      }
    }
  }

  /** Writable for all, so that one who was killed leaves nothing that stops others. */
  private static void createIfMissing(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException e) {
      return; // somebody else has made it meanwhile
    }
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    } catch (NoSuchFileException | AccessDeniedException raced) {
      // Whoever held the lock has removed the file: found out when it is opened.
    }
  }

  private static Object identity(Path file) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey(),
        "files have identities where commands run");
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
    } catch (AccessDeniedException e) {
      // Somebody else's, in a folder where only owners remove files: it does no harm.
    } finally {
      channel.close();
      HELD.remove(file);
    }
  }
}
