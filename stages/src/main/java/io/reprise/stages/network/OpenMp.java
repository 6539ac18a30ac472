package io.reprise.stages.network;

import com.sun.jna.NativeLibrary;
import io.reprise.schemas.problem.ReportedException;

/** GNU's OpenMP, which the native libraries share. */
final class OpenMp {

  private static final String LIBRARY = "libgomp.so.1";

  private OpenMp() {}

  /**
   * For what the calling thread computes from now on: so many threads, neither more nor fewer,
   * since work that is cut for them is not done by fewer.
   *
   * @throws ReportedException when there may not be as many
   */
  static void setThreads(int threads) {
    call("omp_set_dynamic", 0);
    call("omp_set_max_active_levels", 1);
    call("omp_set_num_threads", threads);
    int limit =
        NativeLibrary.getInstance(LIBRARY)
            .getFunction("omp_get_thread_limit")
            .invokeInt(new Object[0]);
    if (limit < threads) {
      throw new ReportedException(
          "OpenMP may use "
              + limit
              + " threads, and "
              + threads
              + " are asked for; unset OMP_THREAD_LIMIT, or set threads: "
              + limit);
    }
  }

  private static void call(String function, int argument) {
    NativeLibrary.getInstance(LIBRARY).getFunction(function).invokeVoid(new Object[] {argument});
  }
}
