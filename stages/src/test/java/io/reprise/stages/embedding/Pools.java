package io.reprise.stages.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

/** Does work inside pools of several sizes, as machines with more or fewer processors would. */
public final class Pools {

  private Pools() {}

  /** The results, one a pool. */
  public static <T> List<T> each(Callable<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    for (int parallelism : new int[] {1, 2, 4, 7}) {
      ForkJoinPool pool = new ForkJoinPool(parallelism);
      try {
        results.add(pool.submit(work).get());
      } finally {
        pool.shutdown();
      }
    }
    return results;
  }
}
