package io.reprise.pipelines.cache;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lock of a file, across threads and processes: held by many together, or by one alone. The
 * operating system releases it when its process ends, however that ends.
 */
public final class SharedExclusiveLock implements AutoCloseable {

  /**
   * The operating system's locks belong to a process, and go when it closes any channel of the
   * file: the threads of this one are kept apart here, and share one channel.
   */
  private static final Map<Path, Held> IN_PROCESS = new HashMap<>();

  /** A process that starts has a store's lock alone for a moment, which is not worth a word. */
  private static final int SHORT_TRIES = 20;

  private static final long SHORT_WAIT_MILLIS = 20;

  private static final class Held {

    private final boolean exclusive;
    private int users = 1;

    /** Null while the operating system is asked. */
    private @Nullable FileChannel channel;

    Held(boolean exclusive) {
      this.exclusive = exclusive;
    }
  }

  private final Path file;
  private final Held held;
  private boolean closed;

  private SharedExclusiveLock(Path file, Held held) {
    this.file = file;
    this.held = held;
  }

  /**
   * Waits until nobody has it alone.
   *
   * @param waiting called once if anybody has
   * @throws InterruptedIOException when this thread is interrupted, which then stays interrupted
   */
  public static SharedExclusiveLock shared(Path lockFile, Runnable waiting) throws IOException {
    try {
      return acquire(prepared(lockFile), false, waiting);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + lockFile);
    }
  }

  /**
   * Waits until nobody else has it.
   *
   * @param waiting called once if anybody has
   */
  public static SharedExclusiveLock exclusive(Path lockFile, Runnable waiting)
      throws IOException, InterruptedException {
    return acquire(prepared(lockFile), true, waiting);
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
      if (!isLocked(channel, true)) {
        channel.close();
        return Optional.empty();
      }
      Held held = new Held(true);
      held.channel = channel;
      IN_PROCESS.put(file, held);
      return Optional.of(new SharedExclusiveLock(file, held));
    }
  }

  private static SharedExclusiveLock acquire(Path file, boolean exclusive, Runnable waiting)
      throws IOException, InterruptedException {
    Once said = new Once(waiting);
    Held held = entered(file, exclusive, said);
    SharedExclusiveLock lock = new SharedExclusiveLock(file, held);
    if (held.channel == null) {
      try {
        FileChannel channel = locked(file, exclusive, said);
        synchronized (IN_PROCESS) {
          held.channel = channel;
          IN_PROCESS.notifyAll();
        }
      } catch (IOException | InterruptedException | RuntimeException e) {
        lock.close();
        throw e;
      }
    }
    return lock;
  }

  /** Among the threads of this process; without a channel, it is for this one to open it. */
  private static Held entered(Path file, boolean exclusive, Once said) throws InterruptedException {
    synchronized (IN_PROCESS) {
      for (Held held = IN_PROCESS.get(file); held != null; held = IN_PROCESS.get(file)) {
        if (!exclusive && !held.exclusive && held.channel != null) {
          held.users++;
          return held;
        }
        said.run();
        IN_PROCESS.wait();
      }
      Held held = new Held(exclusive);
      IN_PROCESS.put(file, held);
      return held;
    }
  }

  /** Among processes. */
  private static FileChannel locked(Path file, boolean exclusive, Once said)
      throws IOException, InterruptedException {
    FileChannel channel = open(file, StandardOpenOption.CREATE);
    if (isLocked(channel, exclusive)) {
      return channel;
    }
    try {
      for (int i = 0; i < SHORT_TRIES; i++) {
        TimeUnit.MILLISECONDS.sleep(SHORT_WAIT_MILLIS);
        if (isLocked(channel, exclusive)) {
          return channel;
        }
      }
      said.run();
      channel.lock(0, Long.MAX_VALUE, !exclusive);
      return channel;
    } catch (InterruptedException e) {
      channel.close();
      throw e;
    } catch (FileLockInterruptionException e) {
      channel.close();
      throw (InterruptedException) new InterruptedException().initCause(e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isLocked(FileChannel channel, boolean exclusive) throws IOException {
    try {
      return channel.tryLock(0, Long.MAX_VALUE, !exclusive) != null;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** One name for a file, whatever links lead to its folder. */
  private static Path prepared(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return Files.createDirectories(folder).toRealPath().resolve(file.getFileName());
  }

  private static FileChannel open(Path file, OpenOption... more) throws IOException {
    Set<OpenOption> options = new HashSet<>(List.of(more));
    options.addAll(List.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
    return FileChannel.open(file, options);
  }

  void requireExclusive() {
    if (!held.exclusive || closed) {
      throw new IllegalStateException("others may be at work");
    }
  }

  /** Leaves the file: without it, a third process could lock another one of the same name. */
  @Override
  public void close() throws IOException {
    synchronized (IN_PROCESS) {
      if (!closed) {
        closed = true;
        if (--held.users == 0) {
          IN_PROCESS.remove(file);
          IN_PROCESS.notifyAll();
          if (held.channel != null) {
            held.channel.close();
          }
        }
      }
    }
  }

  private static final class Once {

    private final Runnable action;
    private boolean done;

    Once(Runnable action) {
      this.action = action;
    }

    void run() {
      if (!done) {
        done = true;
        action.run();
      }
    }
  }
}
