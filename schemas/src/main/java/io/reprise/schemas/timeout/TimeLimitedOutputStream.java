package io.reprise.schemas.timeout;

import java.io.IOException;
import java.io.OutputStream;

/** Another stream, each of whose calls has a time limit. */
public final class TimeLimitedOutputStream extends OutputStream {

  private final OutputStream out;
  private final TimeLimiter timeLimiter;

  public TimeLimitedOutputStream(OutputStream out, TimeLimiter timeLimiter) {
    this.out = out;
    this.timeLimiter = timeLimiter;
  }

  @Override
  public void write(int value) throws IOException {
    timeLimiter.run(() -> out.write(value));
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    timeLimiter.run(() -> out.write(buffer, offset, length));
  }

  /** Some object stores take a file only now. */
  @Override
  public void close() throws IOException {
    timeLimiter.run(out::close);
  }
}
