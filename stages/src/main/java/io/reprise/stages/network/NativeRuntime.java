package io.reprise.stages.network;

import io.reprise.stages.onednn.OneDnn;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Gets the process ready for ND4J. Everything that touches ND4J comes here first, before any of its
 * classes is initialised; the second time costs nothing.
 */
public final class NativeRuntime {

  private NativeRuntime() {}

  /** Loaded, and so run, once. */
  private static final class Prepared {
    private static final NativeSettings SETTINGS = NativeSettings.apply();
  }

  public static void prepare() {
    missing();
  }

  /** Whether oneDNN can be called; loads it, after the process was made ready. */
  static boolean hasOneDnn() {
    prepare();
    return OneDnn.isAvailable();
  }

  /** What could not be set; it only costs speed. */
  static List<String> missing() {
    return Prepared.SETTINGS.missing();
  }

  /** Gives free native memory back to the system, where the C library can. */
  static void trim() {
    Prepared.SETTINGS.trim();
  }

  /**
   * Computes in a thread that is started after the process was made ready, as the C library wants
   * it, and waits for it. A thread that is interrupted while it waits interrupts the work and waits
   * for its end; interrupted once more, it waits no longer.
   */
  public static <T> T inNewThread(String name, Callable<T> work) throws Exception {
    prepare();
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      thread.join();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
