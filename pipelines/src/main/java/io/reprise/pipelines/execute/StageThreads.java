package io.reprise.pipelines.execute;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a stage does in threads of its own, those of the direct runner's workers among them:
 * when it fails or is interrupted, none of them goes on working. Not for other runners, whose
 * threads must not be interrupted: one of Flink's that is ends the process.
 */
final class StageThreads {

  private static final Logger LOG = LoggerFactory.getLogger(StageThreads.class);

  private static final long POLL_MILLIS = 5;

  private StageThreads() {}

  /**
   * Does the work and waits for its end.
   *
   * @param stopTimeout how long to wait for the threads' end after a failure or an interruption
   * @throws ExecutionException of what the work throws
   */
  static <T> T call(Callable<T> work, Duration stopTimeout)
      throws InterruptedException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    ThreadGroup threads = new ThreadGroup("stage");
    Thread thread = new Thread(threads, task, "stage");
    thread.setDaemon(true);
    boolean done = false;
    thread.start();
    try {
      T result = task.get();
      done = true;
      return result;
    } finally {
      if (!done) {
        stop(threads, stopTimeout);
      }
    }
  }

  private static void stop(ThreadGroup threads, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    threads.interrupt();
    while (threads.activeCount() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    LOG.info(threads.activeCount() == 0 ? "its work has ended" : "its work does not end");
  }
}
