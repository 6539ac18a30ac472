package io.reprise.stages.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers as files hold them: 32-bit floats, little-endian, nothing else. */
public final class FloatBytes {

  private FloatBytes() {}

  public static byte[] of(float[] numbers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(numbers);
    return buffer.array();
  }

  public static float[] toFloats(byte[] bytes) {
    float[] numbers = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }
}
