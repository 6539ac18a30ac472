package io.reprise.pipelines.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run in good order when the process is asked to stop, as by Ctrl-C: the run's thread is
 * interrupted and given a moment to clean up. The JVM's exit code then is 130.
 */
final class Interruption extends Thread {

  private static final long PATIENCE_SECONDS = 5;

  private final CountDownLatch ended = new CountDownLatch(1);
  private @Nullable Thread runner;

  Interruption(Thread runner) {
    this.runner = runner;
  }

  /** The run has ended, so there is nothing to interrupt any more. */
  void finished() {
    synchronized (this) {
      runner = null;
    }
    ended.countDown();
  }

  @Override
  public void run() {
    synchronized (this) {
      if (runner == null) {
        return;
      }
      runner.interrupt();
    }
    try {
      boolean clean = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      System.err.println(
          "interrupted; what is finished is kept, and the next run goes on from there"
              + (clean ? "" : " (a stage did not stop in time)"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
