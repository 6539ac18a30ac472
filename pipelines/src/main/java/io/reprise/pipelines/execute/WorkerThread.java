package io.reprise.pipelines.execute;

import io.reprise.stages.spi.Work;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the work of a stage's one worker, in a thread of its own that need not end in time. */
final class WorkerThread {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerThread.class);

  private WorkerThread() {}

  /**
   * Does the work and waits for its end.
   *
   * @param stopTimeout how long to wait for the work's end after an interruption
   * @throws ExecutionException of what the work throws
   */
  static void run(Work work, Duration stopTimeout) throws InterruptedException, ExecutionException {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              work.run();
              return true;
            });
    Thread thread = new Thread(task, "worker");
    thread.setDaemon(true);
    thread.start();
    try {
      task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      thread.join(stopTimeout.toMillis());
      LOG.info(thread.isAlive() ? "its work does not end" : "its work has ended");
      throw e;
    }
  }
}
