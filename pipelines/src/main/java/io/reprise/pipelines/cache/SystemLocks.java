package io.reprise.pipelines.cache;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Locks of the operating system, which go when their process ends, however that ends. */
final class SystemLocks implements LockKind {

  private record Locked(FileChannel channel) implements ProcessLock {

    @Override
    public boolean isHeld() {
      return channel.isOpen();
    }

    /** Leaves the file: without it, a third process could lock another one of the same name. */
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** What is asked of the operating system. */
  private interface Asking {
    FileLock ask(FileChannel channel) throws IOException;
  }

  @Override
  public Optional<ProcessLock> tryLock(Path file, boolean exclusive) throws IOException {
    return locked(file, channel -> channel.tryLock(0, Long.MAX_VALUE, !exclusive));
  }

  @Override
  public ProcessLock lock(Path file, boolean exclusive) throws IOException, InterruptedException {
    try {
      return locked(file, channel -> channel.lock(0, Long.MAX_VALUE, !exclusive)).orElseThrow();
    } catch (FileLockInterruptionException e) {
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private static Optional<ProcessLock> locked(Path file, Asking asking) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      if (asking.ask(channel) != null) {
        return Optional.of(new Locked(channel));
      }
      channel.close();
      return Optional.empty();
    } catch (FileLockInterruptionException e) {
      channel.close();
      throw e;
    } catch (IOException e) {
      channel.close();
      throw new ReportedException(
          file
              + ": cannot be locked ("
              + e.getMessage()
              + "); where the file system has no locks, set REPRISE_LOCKS=leases for all who use"
              + " it",
          e);
    } catch (RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
