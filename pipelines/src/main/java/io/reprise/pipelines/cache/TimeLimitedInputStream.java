package io.reprise.pipelines.cache;

import java.io.IOException;
import java.io.InputStream;

/** Waits for each piece of another stream only so long. */
final class TimeLimitedInputStream extends InputStream {

  private final InputStream in;
  private final TimeLimiter timeLimiter;

  TimeLimitedInputStream(InputStream in, TimeLimiter timeLimiter) {
    this.in = in;
    this.timeLimiter = timeLimiter;
  }

  @Override
  public int read() throws IOException {
    return timeLimiter.call(in::read);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return timeLimiter.call(() -> in.read(buffer, offset, length));
  }

  @Override
  public void close() throws IOException {
    timeLimiter.run(in::close);
  }
}
