package io.reprise.pipelines.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Ends work in good order when the process is asked to stop, as by Ctrl-C: the working thread is
 * interrupted and given a moment to clean up. The JVM's exit code then is 130. A second Ctrl-C ends
 * the process at once.
 */
final class Interruption implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);
  private static final long STOP_TIMEOUT_SECONDS = 5;

  /** Whoever waits for longer would wonder. */
  private static final long SOON_SECONDS = 1;

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
    endAtOnceNextTime();
    try {
      if (!ended.await(SOON_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(LiveLines.inPlace("stopping; Ctrl-C again ends it at once"));
      }
      boolean clean = ended.await(STOP_TIMEOUT_SECONDS - SOON_SECONDS, TimeUnit.SECONDS);
      System.err.println(
          "interrupted; what is finished is kept, and the next run goes on from there"
              + (clean ? "" : " (a stage did not stop in time)"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The JVM alone, which is ending already, would take no notice of another signal. */
  private static void endAtOnceNextTime() {
    try {
      Signal.handle(new Signal("INT"), signal -> Runtime.getRuntime().halt(ExitCodes.INTERRUPTED));
    } catch (IllegalArgumentException e) {
      LOG.info("a second Ctrl-C will not be noticed", e); // java -Xrs, or another system
    }
  }
}
