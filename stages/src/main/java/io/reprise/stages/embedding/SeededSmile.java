package io.reprise.stages.embedding;

import io.reprise.schemas.problem.ReportedException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import smile.math.MathEx;

/**
 * Runs Smile so that its result depends on data and seed alone.
 *
 * <p>Smile draws from a generator of the calling thread, and adds up doubles in parallel streams,
 * which the JDK cuts into pieces by the parallelism of the pool that they run in; t-SNE's
 * normalisation would have other last digits on a machine with more processors. So work goes to a
 * pool of its own, with one parallelism everywhere, and the thread that does it is seeded first.
 */
public final class SeededSmile {

  /** Part of the results: raising it changes t-SNE's last digits. */
  private static final int PARALLELISM = 4;

  private SeededSmile() {}

  /**
   * Does the work and waits for it.
   *
   * @param seed not negative
   * @throws ReportedException as the work throws it
   */
  public static <T> T call(long seed, Callable<T> work) throws InterruptedException {
    ForkJoinPool pool = new ForkJoinPool(PARALLELISM);
    try {
      return pool.submit(
              () -> {
                seedThread(seed);
                return work.call();
              })
          .get();
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ReportedException reported) {
          throw reported;
        }
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** One at a time: Smile notes seeds in a set that is not safe for threads. */
  private static synchronized void seedThread(long seed) {
    MathEx.setSeed(seed);
  }
}
