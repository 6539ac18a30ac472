package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Held by everyone who works with something, together, or by one who clears it up, alone. The
 * operating system releases it when its process ends, however that ends.
 */
public final class UseLock implements AutoCloseable {

  /** The operating system's locks belong to a process: its users share one. */
  private static final Map<Path, Shared> IN_PROCESS = new HashMap<>();

  private static final class Shared {

    private final FileChannel channel;
    private int users = 1;

    Shared(FileChannel channel) {
      this.channel = channel;
    }
  }

  private final Path file;
  private final FileChannel channel;
  private final boolean alone;
  private boolean closed;

  private UseLock(Path file, FileChannel channel, boolean alone) {
    this.file = file;
    this.channel = channel;
    this.alone = alone;
  }

  /** Waits until nobody has it alone. */
  public static UseLock together(Path lockFile) throws IOException {
    Path file = prepared(lockFile);
    synchronized (IN_PROCESS) {
      Shared shared = IN_PROCESS.get(file);
      if (shared == null) {
        shared = new Shared(locked(file, true));
        IN_PROCESS.put(file, shared);
      } else {
        shared.users++;
      }
      return new UseLock(file, shared.channel, false);
    }
  }

  /** Empty while anybody has it. */
  public static Optional<UseLock> alone(Path lockFile) throws IOException {
    Path file = prepared(lockFile);
    synchronized (IN_PROCESS) {
      if (IN_PROCESS.containsKey(file)) {
        return Optional.empty();
      }
      FileChannel channel = open(file);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          return Optional.of(new UseLock(file, channel, true));
        }
      } catch (OverlappingFileLockException e) {
        // another thread clears up
      }
      channel.close();
      return Optional.empty();
    }
  }

  private static Path prepared(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return file.toAbsolutePath().normalize();
  }

  private static FileChannel locked(Path file, boolean shared) throws IOException {
    FileChannel channel = open(file);
    try {
      channel.lock(0, Long.MAX_VALUE, shared);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  void requireAlone() {
    if (!alone || closed) {
      throw new IllegalStateException("others may be at work");
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (IN_PROCESS) {
      if (closed) {
        return;
      }
      closed = true;
      if (alone) {
        channel.close();
        return;
      }
      Shared shared = IN_PROCESS.get(file);
      if (shared != null && --shared.users == 0) {
        IN_PROCESS.remove(file);
        channel.close();
      }
    }
  }
}
