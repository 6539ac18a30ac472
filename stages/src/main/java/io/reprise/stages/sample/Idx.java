package io.reprise.stages.sample;

import java.nio.ByteBuffer;

/** The format that MNIST came in: a magic number, the sizes, all big-endian, then bytes. */
final class Idx {

  private static final int IMAGES = 0x0803; // unsigned bytes, three dimensions
  private static final int LABELS = 0x0801;

  private Idx() {}

  static byte[] images(DrawingSet drawings) {
    int count = drawings.images().size();
    ByteBuffer file =
        ByteBuffer.allocate(4 * Integer.BYTES + count * Painter.SIDE * Painter.SIDE)
            .putInt(IMAGES)
            .putInt(count)
            .putInt(Painter.SIDE)
            .putInt(Painter.SIDE);
    drawings.images().forEach(file::put);
    return file.array();
  }

  static byte[] labels(DrawingSet drawings) {
    int count = drawings.labels().size();
    ByteBuffer file = ByteBuffer.allocate(2 * Integer.BYTES + count).putInt(LABELS).putInt(count);
    drawings.labels().forEach(label -> file.put(label.byteValue()));
    return file.array();
  }
}
