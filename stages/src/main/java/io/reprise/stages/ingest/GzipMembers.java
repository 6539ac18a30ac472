package io.reprise.stages.ingest;

import io.reprise.stages.file.SequentialInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * All members of gzip data, and zeros behind them, as {@code gzip -d} takes them. Java's own stream
 * takes a member whose header is damaged for the end of the data, and says nothing.
 */
final class GzipMembers extends SequentialInputStream {

  private static final int FIRST_BYTE = 0x1f;

  private final BufferedInputStream packed;

  GzipMembers(BufferedInputStream packed) throws IOException {
    super(new GzipCompressorInputStream(packed, false));
    this.packed = packed;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    while (count < 0 && hasMore()) {
      in = new GzipCompressorInputStream(packed, false);
      count = in.read(bytes, offset, length);
    }
    return count;
  }

  private boolean hasMore() throws IOException {
    packed.mark(1);
    int next = packed.read();
    if (next == FIRST_BYTE) {
      packed.reset();
      return true;
    }
    while (next == 0) {
      next = packed.read();
    }
    if (next >= 0) {
      throw new ZipException("something follows the gzip data");
    }
    return false;
  }
}
