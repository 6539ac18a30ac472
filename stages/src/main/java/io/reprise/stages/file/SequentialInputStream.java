package io.reprise.stages.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream whose bytes all go through one method: what is skipped is read, and none comes back. */
public abstract class SequentialInputStream extends FilterInputStream {

  private static final int SKIP_BYTES = 1 << 16;

  protected SequentialInputStream(InputStream in) {
    super(in);
  }

  @Override
  public abstract int read(byte[] bytes, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(SKIP_BYTES, Math.max(count, 0))];
    return count <= 0 ? 0 : Math.max(read(buffer, 0, buffer.length), 0);
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}
