package io.reprise.stages.network;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Pixels as networks take them: from 0 to 1, in batches of examples x channels x height x width.
 */
public final class Images {

  private static final float[] SCALED = scaled();

  private Images() {}

  private static float[] scaled() {
    float[] scaled = new float[256];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = i / 255f;
    }
    return scaled;
  }

  /**
   * @param pixels unsigned bytes of each image, channel by channel
   */
  public static INDArray batch(List<byte[]> pixels, Shape.Image shape) {
    int size = shape.size();
    float[] values = new float[Math.multiplyExact(pixels.size(), size)];
    int at = 0;
    for (byte[] image : pixels) {
      for (int i = 0; i < size; i++) {
        values[at++] = SCALED[image[i] & 0xff];
      }
    }
    return Nd4j.create(
        values, new long[] {pixels.size(), shape.channels(), shape.height(), shape.width()}, 'c');
  }
}
