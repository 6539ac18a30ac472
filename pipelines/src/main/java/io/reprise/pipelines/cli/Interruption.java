package io.reprise.pipelines.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends work in good order when the process is asked to stop, as by Ctrl-C: the working thread is
 * interrupted and given a moment to clean up. The JVM's exit code then is 130.
 */
final class Interruption implements AutoCloseable {

  private static final long STOP_TIMEOUT_SECONDS = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread worker = Thread.currentThread();

  private Interruption() {}

  /** Lets this thread be interrupted so, until it closes what it gets. */
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::interrupt, "interruption"));
    return interruption;
  }

  /** The work has ended, so there is nothing to interrupt any more. */
  @Override
  public void close() {
    synchronized (this) {
      worker = null;
    }
    ended.countDown();
  }

  private void interrupt() {
    synchronized (this) {
      if (worker == null) {
        return;
      }
      worker.interrupt();
    }
    try {
      boolean clean = ended.await(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      System.err.println(
          "interrupted; what is finished is kept, and the next run goes on from there"
              + (clean ? "" : " (a stage did not stop in time)"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
