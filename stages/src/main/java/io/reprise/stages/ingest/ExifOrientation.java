package io.reprise.stages.ingest;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a JPEG file's camera was held, by the Exif tag 0x0112. */
final class ExifOrientation {

  private static final int AS_IT_IS = 1;
  private static final int LARGEST = 8;
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int MARKER = 0xff;
  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;
  private static final int EXIF = 0x45786966; // "Exif", and two zero bytes follow
  private static final int LITTLE_ENDIAN = 0x4949;

  private ExifOrientation() {}

  /** From 1 to 8; 1 where the file does not say, or not in a way that can be understood. */
  static int of(byte[] jpeg) {
    ByteBuffer in = ByteBuffer.wrap(jpeg);
    try {
      in.position(2);
      while ((in.get() & 0xff) == MARKER) {
        int kind = MARKER;
        while (kind == MARKER) { // any number of them may stand before a marker's kind
          kind = in.get() & 0xff;
        }
        if (kind == START_OF_SCAN) {
          return AS_IT_IS;
        }
        int length = Short.toUnsignedInt(in.getShort());
        int next = in.position() + length - 2;
        if (kind == APP1 && in.getInt() == EXIF) {
          return inExif(in.position(in.position() + 2).slice());
        }
        in.position(next);
      }
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return AS_IT_IS; // cut off or no Exif: the decoder says what is wrong with the image
    }
    return AS_IT_IS;
  }

  /**
   * @param tiff the segment from its byte order on
   */
  private static int inExif(ByteBuffer tiff) {
    if (Short.toUnsignedInt(tiff.getShort(0)) == LITTLE_ENDIAN) {
      tiff.order(ByteOrder.LITTLE_ENDIAN);
    }
    tiff.position(tiff.getInt(4));
    int entries = Short.toUnsignedInt(tiff.getShort());
    for (int i = 0; i < entries; i++) {
      int tag = Short.toUnsignedInt(tiff.getShort());
      int type = Short.toUnsignedInt(tiff.getShort());
      tiff.getInt(); // the number of values
      int at = tiff.position();
      int wide = tiff.getInt();
      if (tag == TAG) {
        int value = type == SHORT ? Short.toUnsignedInt(tiff.getShort(at)) : wide;
        boolean known = type == SHORT || type == LONG;
        return known && value >= AS_IT_IS && value <= LARGEST ? value : AS_IT_IS;
      }
    }
    return AS_IT_IS;
  }

  /** Whether what is seen has the stored image's height as its width. */
  static boolean swapsSides(int orientation) {
    return orientation > 4;
  }
}
