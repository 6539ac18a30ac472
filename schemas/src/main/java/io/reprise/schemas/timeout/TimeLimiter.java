package io.reprise.schemas.timeout;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls of what may hang, such as a network file system or a server. Each is made in a thread of
 * its own, which is left behind when it does not answer in time: it holds nothing, and dies with
 * the process.
 */
public final class TimeLimiter {

  private final Duration longest;
  private final ExecutorService threads;

  private volatile boolean lost;

  /**
   * @param longest that one call may take
   * @param threads their name
   */
  public TimeLimiter(Duration longest, String threads) {
    this(longest, work -> new Thread(work, threads));
  }

  /**
   * @param longest that one call may take
   * @param threads made by it, when there are too few
   */
  public TimeLimiter(Duration longest, ThreadFactory threads) {
    this.longest = longest;
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = threads.newThread(work);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What a call failed with, to be told from failures of this machine. */
  public static final class RemoteException extends IOException {

    private static final long serialVersionUID = 1L;

    private RemoteException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** A call without a result. */
  @FunctionalInterface
  public interface Action {
    void run() throws IOException;
  }

  public void run(Action action) throws RemoteException {
    call(
        () -> {
          action.run();
          return true;
        });
  }

  /**
   * The call's result.
   *
   * @throws RemoteException when it throws anything, takes too long, an earlier one took too long,
   *     or this thread is interrupted, which then stays interrupted
   */
  public <T> T call(Callable<T> call) throws RemoteException {
    if (lost) {
      throw silence(null);
    }
    Future<T> answer = threads.submit(call);
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      // Clients of object stores throw what they like, and jars that do not fit throw errors.
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new RemoteException(cause.toString().lines().findFirst().orElse(""), cause);
    } catch (TimeoutException e) {
      lost = true;
      answer.cancel(true);
      throw silence(e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new RemoteException("interrupted", e);
    }
  }

  private RemoteException silence(@Nullable Throwable cause) {
    return new RemoteException("no answer for " + longest.toSeconds() + " s", cause);
  }
}
