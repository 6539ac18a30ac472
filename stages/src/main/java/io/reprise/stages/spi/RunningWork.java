package io.reprise.stages.spi;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The {@link Work} under way in this process.
 *
 * @param job the Beam job that it belongs to
 * @param ended open while it is under way
 */
record RunningWork(String job, Thread thread, CountDownLatch ended) {

  private static final Set<RunningWork> ALL = ConcurrentHashMap.newKeySet();

  /** Does the work in this thread. */
  static void during(String job, Work work) throws Exception {
    RunningWork running = new RunningWork(job, Thread.currentThread(), new CountDownLatch(1));
    ALL.add(running);
    try {
      work.run();
    } finally {
      ALL.remove(running);
      running.ended.countDown();
    }
  }

  static boolean interrupt(String job, Duration timeout) throws InterruptedException {
    List<RunningWork> ofJob = ALL.stream().filter(running -> running.job.equals(job)).toList();
    ofJob.forEach(running -> running.thread.interrupt());
    long deadline = System.nanoTime() + timeout.toNanos();
    boolean ended = true;
    for (RunningWork running : ofJob) {
      ended &= running.ended.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
    return ended;
  }
}
