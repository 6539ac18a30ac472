package io.reprise.stages.embedding;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/**
 * Threads that go through rows, a range at a time. Which thread takes which range, and in what
 * order, is open: what a range comes to must depend on its rows alone.
 */
public final class ParallelRows implements AutoCloseable {

  private final ForkJoinPool pool;

  /** What is done for the rows from {@code from}, before {@code to}. */
  @FunctionalInterface
  public interface Range {
    void run(int from, int to);
  }

  /**
   * @param threads at least 1
   */
  public ParallelRows(int threads) {
    this.pool = new ForkJoinPool(threads);
  }

  /**
   * Does the range of all rows by ranges of {@code atOnce}, and waits for them.
   *
   * @throws InterruptedException soon after this thread is interrupted; these threads take no more
   *     ranges then, of this call or another one
   */
  public void forEach(int rows, int atOnce, Range range) throws InterruptedException {
    int ranges = (rows + atOnce - 1) / atOnce;
    ForkJoinTask<?> all =
        pool.submit(
            () ->
                IntStream.range(0, ranges)
                    .parallel()
                    .forEach(i -> range.run(i * atOnce, Math.min(rows, (i + 1) * atOnce))));
    try {
      all.get();
    } catch (InterruptedException e) {
      close();
      throw e;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Ranges that have begun come to their end. */
  @Override
  public void close() {
    pool.shutdownNow();
  }
}
