package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Locks without the operating system, for file systems on which its locks do not reach other
 * machines: whoever has one gives a sign of life, and loses it when there was none for a while.
 *
 * @param expiry after which a process that gives no sign is taken for dead
 */
record Leases(Duration expiry) implements LockKind {

  private static final int LOOKS = 20;
  private static final long LONGEST_WAIT_MILLIS = 500;

  @Override
  public Optional<ProcessLock> tryLock(Path file, boolean exclusive) throws IOException {
    Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    LeaseFolder folder = new LeaseFolder(file);
    Optional<Lease> lease = exclusive ? folder.tryExclusive(expiry) : folder.tryShared(expiry);
    return lease.map(taken -> taken);
  }

  @Override
  public ProcessLock lock(Path file, boolean exclusive) throws IOException, InterruptedException {
    long wait = Math.min(LONGEST_WAIT_MILLIS, Math.max(1, expiry.toMillis() / LOOKS));
    for (Optional<ProcessLock> lock = tryLock(file, exclusive); ; lock = tryLock(file, exclusive)) {
      if (lock.isPresent()) {
        return lock.get();
      }
      TimeUnit.MILLISECONDS.sleep(wait);
    }
  }
}
