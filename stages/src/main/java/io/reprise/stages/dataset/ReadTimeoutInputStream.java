package io.reprise.stages.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An answer's body that breaks off when nothing comes for too long. The HTTP client's own timeout
 * ends with the headers.
 */
final class ReadTimeoutInputStream extends FilterInputStream {

  private final Duration timeout;
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, ReadTimeoutInputStream::thread);
  private volatile boolean gaveUp;

  /**
   * @param body that another thread can close to end a read
   * @param timeout with one read
   */
  ReadTimeoutInputStream(InputStream body, Duration timeout) {
    super(body);
    this.timeout = timeout;
    watch.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "download watch");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Future<?> alarm = watch.schedule(this::giveUp, timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      int count = in.read(bytes, offset, length);
      if (gaveUp && count < 0) {
        throw new IOException("closed");
      }
      return count;
    } catch (IOException e) {
      throw gaveUp
          ? new IOException("the server sent nothing for " + timeout.toSeconds() + " s", e)
          : e;
    } finally {
      alarm.cancel(false);
    }
  }

  private void giveUp() {
    gaveUp = true;
    try {
      in.close();
    } catch (IOException e) {
      // the reader learns of it
    }
  }

  @Override
  public void close() throws IOException {
    watch.shutdownNow();
    super.close();
  }
}
