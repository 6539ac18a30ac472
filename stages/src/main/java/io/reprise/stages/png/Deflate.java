package io.reprise.stages.png;

import io.reprise.stages.png.Repeats.Repeat;

/**
 * Packs bytes as one Deflate block with fixed Huffman codes (RFC 1951, 3.2.6). The same bytes
 * always become the same block, which no JDK's {@code Deflater} promises.
 */
public final class Deflate {

  private static final int FIRST_LENGTH = 257;
  private static final int LONGEST_LENGTH = 285;
  private static final int LONGEST_REPEAT = 258;
  private static final int END = 256;

  private final BitSink bits = new BitSink();

  private Deflate() {}

  /** The block, without a header or a checksum. */
  public static byte[] of(byte[] data) {
    return new Deflate().pack(data);
  }

  private byte[] pack(byte[] data) {
    bits.number(1, 1); // the last block
    bits.number(1, 2); // of fixed codes
    Repeats repeats = new Repeats(data);
    for (int position = 0; position < data.length; ) {
      Repeat repeat = repeats.at(position);
      if (repeat.length() == 0) {
        symbol(data[position] & 0xFF);
      } else {
        length(repeat.length());
        distance(repeat.distance());
      }
      for (int end = position + Math.max(1, repeat.length()); position < end; position++) {
        repeats.remember(position);
      }
    }
    symbol(END);
    return bits.toBytes();
  }

  /** A literal, the end, or what stands for a length, by the table of fixed codes. */
  private void symbol(int symbol) {
    if (symbol < 144) {
      bits.code(0b0011_0000 + symbol, 8);
    } else if (symbol < END) {
      bits.code(0b1_1001_0000 + symbol - 144, 9);
    } else if (symbol < 280) {
      bits.code(symbol - END, 7);
    } else {
      bits.code(0b1100_0000 + symbol - 280, 8);
    }
  }

  /** Four symbols for each number of extra bits, after the first eight; the longest has its own. */
  private void length(int length) {
    int over = length - Repeats.SHORTEST;
    if (length == LONGEST_REPEAT) {
      symbol(LONGEST_LENGTH);
    } else if (over < 8) {
      symbol(FIRST_LENGTH + over);
    } else {
      int extra = log2(over) - 2;
      symbol(FIRST_LENGTH + 4 * extra + (over >> extra));
      bits.number(over, extra);
    }
  }

  /** Two codes for each number of extra bits, after the first four. */
  private void distance(int distance) {
    int over = distance - 1;
    int extra = over < 4 ? 0 : log2(over) - 1;
    bits.code(2 * extra + (over >> extra), 5);
    bits.number(over, extra);
  }

  private static int log2(int value) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
  }
}
