package io.reprise.stages.sample;

import io.reprise.stages.png.Deflate;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * Packs bytes as a gzip file (RFC 1952) of one Deflate block with fixed Huffman codes (RFC 1951,
 * 3.2.6), without a time or a name. The same bytes always become the same file, which no JDK's
 * {@code GZIPOutputStream} promises.
 */
final class Gzip {

  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 255};

  private Gzip() {}

  static byte[] of(byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(data);
    ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    trailer.putInt((int) crc.getValue()).putInt(data.length);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(HEADER);
    file.writeBytes(Deflate.of(data));
    file.writeBytes(trailer.array());
    return file.toByteArray();
  }
}
