package com.example.invert;

import io.reprise.schemas.record.Example;
import java.nio.ByteBuffer;

/** Swaps black and white. */
final class Negative {

  private static final int WHITE = 255;

  private Negative() {}

  static Example of(Example image) {
    ByteBuffer pixels = image.getPixels();
    ByteBuffer inverted = ByteBuffer.allocate(pixels.remaining());
    for (int i = pixels.position(); i < pixels.limit(); i++) {
      inverted.put((byte) (WHITE - Byte.toUnsignedInt(pixels.get(i))));
    }
    return Example.newBuilder(image).setPixels(inverted.flip()).setAugmentation("inverted").build();
  }
}
