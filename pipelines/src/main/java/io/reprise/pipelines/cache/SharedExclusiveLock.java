package io.reprise.pipelines.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Held by everyone who works with something, together, or by one who clears it up, alone. The
 * operating system releases it when its process ends, however that ends.
 */
public final class SharedExclusiveLock implements AutoCloseable {

  /**
   * The operating system's locks belong to a process, and go when it closes any channel of the
   * file: its users share one.
   */
  private static final Map<Path, Held> IN_PROCESS = new HashMap<>();

  private static final class Held {

    private final FileChannel channel;
    private final boolean alone;
    private int users = 1;

    Held(FileChannel channel, boolean alone) {
      this.channel = channel;
      this.alone = alone;
    }
  }

  private final Path file;
  private final Held held;
  private boolean closed;

  private SharedExclusiveLock(Path file, Held held) {
    this.file = file;
    this.held = held;
  }

  /** Waits until nobody has it alone. */
  public static SharedExclusiveLock shared(Path lockFile) throws IOException {
    Path file = prepared(lockFile);
    synchronized (IN_PROCESS) {
      Held held = IN_PROCESS.get(file);
      while (held != null && held.alone) {
        await();
        held = IN_PROCESS.get(file);
      }
      if (held == null) {
        held = new Held(lockedShared(file), false);
        IN_PROCESS.put(file, held);
      } else {
        held.users++;
      }
      return new SharedExclusiveLock(file, held);
    }
  }

  /** Empty while anybody has it. */
  public static Optional<SharedExclusiveLock> tryExclusive(Path lockFile) throws IOException {
    return tryExclusive(prepared(lockFile), StandardOpenOption.CREATE);
  }

  /** The same for a lock that goes with its last user: empty, too, where there is no file. */
  public static Optional<SharedExclusiveLock> tryExclusiveIfPresent(Path lockFile)
      throws IOException {
    try {
      return tryExclusive(lockFile.toRealPath());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<SharedExclusiveLock> tryExclusive(Path file, OpenOption... more)
      throws IOException {
    synchronized (IN_PROCESS) {
      if (IN_PROCESS.containsKey(file)) {
        return Optional.empty();
      }
      FileChannel channel = open(file, more);
      if (!isLocked(channel)) {
        channel.close();
        return Optional.empty();
      }
      Held held = new Held(channel, true);
      IN_PROCESS.put(file, held);
      return Optional.of(new SharedExclusiveLock(file, held));
    }
  }

  private static void await() throws IOException {
    try {
      IN_PROCESS.wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a lock");
    }
  }

  /** One name for a file, whatever links lead to its folder. */
  private static Path prepared(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(folder);
    return folder.toRealPath().resolve(file.getFileName());
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel lockedShared(Path file) throws IOException {
    FileChannel channel = open(file, StandardOpenOption.CREATE);
    try {
      channel.lock(0, Long.MAX_VALUE, true);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel open(Path file, OpenOption... more) throws IOException {
    Set<OpenOption> options = new HashSet<>(List.of(more));
    options.addAll(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    return FileChannel.open(file, options);
  }

  void requireExclusive() {
    if (!held.alone || closed) {
      throw new IllegalStateException("others may be at work");
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (IN_PROCESS) {
      if (!closed) {
        closed = true;
        if (--held.users == 0) {
          IN_PROCESS.remove(file);
          held.channel.close();
          IN_PROCESS.notifyAll();
        }
      }
    }
  }
}
