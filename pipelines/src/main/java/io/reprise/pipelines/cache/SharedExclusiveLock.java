package io.reprise.pipelines.cache;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A lock of a file, across threads and processes: held by many together, or by one alone. It goes
 * when its process ends, however that ends: at once, or where the file system wants leases, after a
 * while ({@link LockKind}).
 */
public final class SharedExclusiveLock implements AutoCloseable {

  /**
   * The operating system's locks belong to a process, and go when it closes any channel of the
   * file: the threads of this one are kept apart here, and share one lock.
   */
  private static final Map<Path, Held> IN_PROCESS = new HashMap<>();

  /** A process that starts has a store's lock alone for a moment, which is not worth a word. */
  private static final int SHORT_TRIES = 20;

  private static final long SHORT_WAIT_MILLIS = 20;

  private static final class Held {

    private final boolean exclusive;
    private int users = 1;

    /** Null while other processes may have it. */
    private @Nullable ProcessLock lock;

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
    return tryLock(prepared(lockFile));
  }

  /** The same for a lock that goes with its last user: empty, too, where there is no file. */
  public static Optional<SharedExclusiveLock> tryExclusiveIfPresent(Path lockFile)
      throws IOException {
    try {
      return tryLock(lockFile.toRealPath());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Removes what locks of a file that is gone have left beside it. */
  public static void removeTraces(Path lockFile) throws IOException {
    new LeaseFolder(lockFile).removeIfUnused();
  }

  private static Optional<SharedExclusiveLock> tryLock(Path file) throws IOException {
    synchronized (IN_PROCESS) {
      if (IN_PROCESS.containsKey(file)) {
        return Optional.empty();
      }
      Optional<ProcessLock> lock = LockKind.of(file).tryLock(file, true);
      if (lock.isEmpty()) {
        return Optional.empty();
      }
      Held held = new Held(true);
      held.lock = lock.get();
      IN_PROCESS.put(file, held);
      return Optional.of(new SharedExclusiveLock(file, held));
    }
  }

  private static SharedExclusiveLock acquire(Path file, boolean exclusive, Runnable waiting)
      throws IOException, InterruptedException {
    Once said = new Once(waiting);
    Held held = entered(file, exclusive, said);
    SharedExclusiveLock lock = new SharedExclusiveLock(file, held);
    if (held.lock == null) {
      try {
        ProcessLock own = locked(file, exclusive, said);
        synchronized (IN_PROCESS) {
          held.lock = own;
          IN_PROCESS.notifyAll();
        }
      } catch (IOException | InterruptedException | RuntimeException e) {
        lock.close();
        throw e;
      }
    }
    return lock;
  }

  /** Among the threads of this process; without a lock, it is for this one to get it. */
  private static Held entered(Path file, boolean exclusive, Once said) throws InterruptedException {
    synchronized (IN_PROCESS) {
      for (Held held = IN_PROCESS.get(file); held != null; held = IN_PROCESS.get(file)) {
        if (!exclusive && !held.exclusive && held.lock != null) {
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
  private static ProcessLock locked(Path file, boolean exclusive, Once said)
      throws IOException, InterruptedException {
    try {
      return awaited(LockKind.of(file), file, exclusive, said);
    } catch (ClosedByInterruptException e) {
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private static ProcessLock awaited(LockKind kind, Path file, boolean exclusive, Once said)
      throws IOException, InterruptedException {
    Optional<ProcessLock> lock = kind.tryLock(file, exclusive);
    for (int i = 0; lock.isEmpty() && i < SHORT_TRIES; i++) {
      TimeUnit.MILLISECONDS.sleep(SHORT_WAIT_MILLIS);
      lock = kind.tryLock(file, exclusive);
    }
    if (lock.isPresent()) {
      return lock.get();
    }
    said.run();
    return kind.lock(file, exclusive);
  }

  /** One name for a file, whatever links lead to its folder. */
  private static Path prepared(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return Files.createDirectories(folder).toRealPath().resolve(file.getFileName());
  }

  /**
   * That others wait: a process that was stopped for longer than a lease holds may have lost it.
   *
   * @throws ReportedException where it has
   */
  public void requireHeld() throws IOException {
    ProcessLock lock = held.lock;
    if (closed || lock == null || !lock.isHeld()) {
      throw new ReportedException(
          "its lease "
              + file
              + " has expired: this process stood still, or could not reach the store, and another"
              + " may have done the same since; run it again");
    }
  }

  void requireExclusive() throws IOException {
    if (!held.exclusive) {
      throw new IllegalStateException("others may be at work");
    }
    requireHeld();
  }

  /** Leaves the file. */
  @Override
  public void close() throws IOException {
    synchronized (IN_PROCESS) {
      if (!closed) {
        closed = true;
        if (--held.users == 0) {
          IN_PROCESS.remove(file);
          IN_PROCESS.notifyAll();
          if (held.lock != null) {
            held.lock.close();
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
