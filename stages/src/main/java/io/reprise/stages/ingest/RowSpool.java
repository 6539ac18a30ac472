package io.reprise.stages.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Puts rows in order that come in any: a temporary file with a place for each row. It takes no
 * memory; places that stay empty take no room on most disks.
 */
final class RowSpool implements AutoCloseable {

  /** Takes rows in the order of their places. */
  @FunctionalInterface
  interface Consumer {
    void accept(long place, int label, byte[] pixels) throws IOException;
  }

  private static final int HEAD_BYTES =
      Integer.BYTES; // the label and one, since 0 is an empty place

  private final Path file;
  private final FileChannel channel;
  private final int pixels;
  private long places;

  /**
   * @param pixels bytes of each row
   */
  RowSpool(int pixels) throws IOException {
    this.pixels = pixels;
    this.file = Files.createTempFile("reprise-rows-", ".tmp");
    this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  void put(long place, int label, byte[] row) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + pixels);
    bytes.putInt(label + 1).put(row).flip();
    long position = place * bytes.capacity();
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    places = Math.max(places, place + 1);
  }

  void forEach(Consumer consumer) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + pixels);
    for (long place = 0; place < places; place++) {
      bytes.clear();
      long position = place * bytes.capacity();
      while (bytes.hasRemaining()) {
        position += channel.read(bytes, position);
      }
      int label = bytes.flip().getInt() - 1;
      if (label >= 0) {
        byte[] row = new byte[pixels];
        bytes.get(row);
        consumer.accept(place, label, row);
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.delete(file);
    }
  }
}
