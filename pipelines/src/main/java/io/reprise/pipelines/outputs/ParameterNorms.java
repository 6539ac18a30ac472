package io.reprise.pipelines.outputs;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Euclidean norms of a range of numbers in two files, 32-bit floats, little-endian.
 *
 * @param difference of the second's less the first's
 * @param before of the first's
 */
record ParameterNorms(double difference, double before) {

  private static final int NUMBERS_AT_ONCE = 1 << 14;

  /** The difference as a share of what was there; null where that was nothing. */
  @Nullable Double relative() {
    return before == 0 ? null : (Double) (difference / before);
  }

  /**
   * @param firstLeft where the range begins, in numbers
   * @param firstRight likewise, in the other file
   */
  static ParameterNorms of(
      FileChannel left, long firstLeft, FileChannel right, long firstRight, long count)
      throws IOException {
    double difference = 0;
    double before = 0;
    for (long done = 0; done < count; done += NUMBERS_AT_ONCE) {
      int size = (int) Math.min(NUMBERS_AT_ONCE, count - done);
      FloatBuffer first = numbers(left, firstLeft + done, size);
      FloatBuffer second = numbers(right, firstRight + done, size);
      for (int i = 0; i < size; i++) {
        double was = first.get(i);
        double moved = second.get(i) - was;
        difference += moved * moved;
        before += was * was;
      }
    }
    return new ParameterNorms(Math.sqrt(difference), Math.sqrt(before));
  }

  private static FloatBuffer numbers(FileChannel file, long first, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, first * Float.BYTES + bytes.position()) < 0) {
        throw new EOFException("a file of parameters ends too early");
      }
    }
    return bytes.flip().asFloatBuffer();
  }
}
