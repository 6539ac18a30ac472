package io.reprise.stages.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * Puts rows in order that come in any: a temporary file with a place for each row. In memory there
 * is a bit for each; places that stay empty take no room on most disks.
 */
final class RowSpool implements AutoCloseable {

  /** Takes rows in the order of their places. */
  @FunctionalInterface
  interface Consumer {
    void accept(long place, int label, byte[] pixels) throws IOException;
  }

  private final Path file;
  private final FileChannel channel;
  private final int pixels;
  private final BitSet taken = new BitSet();

  /**
   * @param pixels bytes of each row
   */
  RowSpool(int pixels) throws IOException {
    this.pixels = pixels;
    this.file = Files.createTempFile("reprise-rows-", ".tmp");
    // On Unix the name goes at once, so that nothing is left behind whatever becomes of the
    // process.
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  void put(long place, int label, byte[] row) throws IOException {
    int index = Math.toIntExact(place);
    if (taken.get(index)) {
      throw new IllegalStateException("two rows have the place " + place);
    }
    taken.set(index);
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + pixels);
    bytes.putInt(label).put(row).flip();
    long position = place * bytes.capacity();
    try {
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    } catch (IOException e) { // which does not say what could not be written
      throw (IOException)
          new FileSystemException(file.toString(), null, e.getMessage()).initCause(e);
    }
  }

  void forEach(Consumer consumer) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + pixels);
    for (int place = taken.nextSetBit(0); place >= 0; place = taken.nextSetBit(place + 1)) {
      bytes.clear();
      long position = (long) place * bytes.capacity();
      while (bytes.hasRemaining()) {
        position += channel.read(bytes, position);
      }
      int label = bytes.flip().getInt();
      byte[] row = new byte[pixels];
      bytes.get(row);
      consumer.accept(place, label, row);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
