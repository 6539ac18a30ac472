package io.reprise.pipelines.run;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Lets short work with files end though its thread is interrupted: an interruption would close the
 * files under its hands. The interruption is noticed afterwards.
 */
final class Uninterruptibles {

  /** Work with files. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  private Uninterruptibles() {}

  static <T> T run(Work<T> work) throws IOException {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread own =
        new Thread(
            () -> {
              try {
                result.complete(work.run());
              } catch (Throwable e) { // told to the one who waits
                result.completeExceptionally(e);
              }
            },
            Thread.currentThread().getName());
    own.start();
    try {
      return result.join(); // which no interruption ends
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
