package io.reprise.stages.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** The file format (PNG, third edition, ISO/IEC 15948), without a time or a text. */
final class Png {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] ZLIB = {0x78, 0x01};
  private static final byte GREY = 0;
  private static final byte COLOUR = 2;

  private Png() {}

  /**
   * @param channels 1 or 3, of 8 bits
   * @param rows row by row, each with its filter type first
   */
  static byte[] of(int width, int height, int channels, byte[] rows) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) Byte.SIZE).put(channels == 1 ? GREY : COLOUR); // 0, 0, 0: as all have it
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(SIGNATURE);
    chunk(file, "IHDR", header.array());
    chunk(file, "IDAT", zlib(rows));
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static byte[] zlib(byte[] data) {
    Adler32 checksum = new Adler32();
    checksum.update(data);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(ZLIB);
    stream.writeBytes(Deflate.of(data));
    stream.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return stream.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
    ByteBuffer content = ByteBuffer.allocate(4 + data.length);
    content.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 checksum = new CRC32();
    checksum.update(content.array());
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(content.array());
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
  }
}
