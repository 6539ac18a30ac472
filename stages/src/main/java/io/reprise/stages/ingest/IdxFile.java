package io.reprise.stages.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of unsigned bytes in the IDX format of MNIST's makers: two zero bytes, the type 8, the
 * number of dimensions, the dimensions as 32-bit big-endian numbers, and the values.
 */
final class IdxFile {

  private static final int UNSIGNED_BYTE = 0x08;

  private final SourceStream in;
  private final String unit;
  private final List<Integer> dimensions;
  private byte[] item = {};
  private long row;

  /**
   * @param in for the caller to close
   * @param rank 3 for images, 1 for labels
   * @param unit what an item is: "image"
   */
  IdxFile(SourceStream in, int rank, String unit) throws IOException {
    this.in = in;
    this.unit = unit;
    this.dimensions = header(rank);
  }

  private List<Integer> header(int rank) throws IOException {
    int expected = UNSIGNED_BYTE << 8 | rank;
    int magic = number();
    if (magic != expected) {
      throw SourceStream.wrong(
          in.name() + ", byte 1",
          "the file starts with 0x%08x, but IDX %ss start with 0x%08x;"
              + " is it another file under this name?",
          magic,
          unit,
          expected);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int size = number();
      if (size <= 0 || i > 0 && size > 1 << 15) {
        throw SourceStream.wrong(
            in.name() + ", byte " + (in.position() - 3),
            "the header gives a dimension of %,d; get the file again",
            size);
      }
      sizes.add(size);
    }
    return sizes;
  }

  private int number() throws IOException {
    byte[] bytes = in.readNBytes(Integer.BYTES);
    if (bytes.length < Integer.BYTES) {
      throw SourceStream.wrong(
          in.name(), "is cut off within the header, after %,d bytes", in.position());
    }
    return ByteBuffer.wrap(bytes).getInt();
  }

  /** Number of items first, then height and width of each. */
  List<Integer> dimensions() {
    return dimensions;
  }

  int rows() {
    return dimensions.get(0);
  }

  /** The next item; the same array each time. */
  byte[] next() throws IOException {
    if (row == 0) { // the caller has looked at the dimensions by now, so they are no nonsense
      item = new byte[dimensions.stream().skip(1).reduce(1, (a, b) -> a * b)];
    }
    row++;
    if (in.readNBytes(item, 0, item.length) < item.length) {
      throw SourceStream.wrong(
          in.name() + ", row " + row,
          "the file ends within %s %,d of %,d, after %,d bytes; get the file again",
          unit,
          row,
          rows(),
          in.position());
    }
    return item;
  }

  void requireEnd() throws IOException {
    long end = in.position();
    if (in.read() >= 0) {
      throw SourceStream.wrong(
          in.name() + ", byte " + (end + 1),
          "the header says %,d %ss, but the file goes on after them; get the file again",
          rows(),
          unit);
    }
  }
}
