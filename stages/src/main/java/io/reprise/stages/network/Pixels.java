package io.reprise.stages.network;

import io.reprise.schemas.record.Example;
import java.nio.ByteBuffer;

/** The pixels of an example as an array. */
public final class Pixels {

  private Pixels() {}

  public static byte[] of(Example example) {
    ByteBuffer pixels = example.getPixels();
    byte[] bytes = new byte[pixels.remaining()];
    pixels.get(pixels.position(), bytes);
    return bytes;
  }
}
