package io.reprise.stages.png;

import java.io.ByteArrayOutputStream;

/** Bits as Deflate packs them: into each byte from its least significant bit. */
final class BitSink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int pending;
  private int count;

  /** A number, its least significant bit first. */
  void number(int value, int bits) {
    for (int i = 0; i < bits; i++) {
      pending |= (value >>> i & 1) << count;
      count++;
      if (count == Byte.SIZE) {
        flush();
      }
    }
  }

  /** A Huffman code, its most significant bit first. */
  void code(int code, int bits) {
    number(Integer.reverse(code) >>> (Integer.SIZE - bits), bits);
  }

  /** All bits, with zeros up to a whole byte. */
  byte[] toBytes() {
    if (count > 0) {
      flush();
    }
    return bytes.toByteArray();
  }

  private void flush() {
    bytes.write(pending);
    pending = 0;
    count = 0;
  }
}
