package io.reprise.stages.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;

/** A number of bytes of a file from a place on. */
final class RangeInputStream extends SequentialInputStream {

  private long left;

  /**
   * @param channel closed with the stream
   */
  RangeInputStream(SeekableByteChannel channel, long start, long bytes) throws IOException {
    super(Channels.newInputStream(channel.position(start)));
    this.left = bytes;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && length > 0) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    left -= Math.max(count, 0);
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  static InputStream of(SeekableByteChannel channel, long start, long bytes) throws IOException {
    try {
      return new RangeInputStream(channel, start, bytes);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
