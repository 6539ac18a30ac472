package io.reprise.schemas.timeout;

import java.io.IOException;
import java.io.InputStream;

/** Another stream, each of whose calls has a time limit. */
public final class TimeLimitedInputStream extends InputStream {

  private final InputStream in;
  private final TimeLimiter timeLimiter;

  public TimeLimitedInputStream(InputStream in, TimeLimiter timeLimiter) {
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
