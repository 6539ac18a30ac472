package io.reprise.stages.network;

import com.sun.jna.NativeLibrary;

/** GNU's OpenMP, which the native libraries share. */
final class OpenMp {

  private OpenMp() {}

  /** For what the calling thread computes from now on. */
  static void setThreads(int threads) {
    NativeLibrary.getInstance("libgomp.so.1")
        .getFunction("omp_set_num_threads")
        .invokeVoid(new Object[] {threads});
  }
}
