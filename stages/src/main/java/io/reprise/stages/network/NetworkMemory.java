package io.reprise.stages.network;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Settings;
import java.util.List;

/**
 * An estimate of what a training takes beside its images. The shape of the images is not known
 * before it begins; the estimate is for 32 x 32 pixels of three channels.
 */
public final class NetworkMemory {

  private static final Shape.Image ASSUMED = new Shape.Image(3, 32, 32);

  /** Outputs, their gradients, and what a primitive needs for itself. */
  private static final int TRAINED = 3;

  /** Parameters, gradients, optimizer, the same in native memory, best epoch, checkpoint. */
  private static final int COPIES = 16;

  private NetworkMemory() {}

  /**
   * @param settings of {@link NetworkParameters}
   * @param kinds of layers that the network may have
   * @param trained examples of a batch
   * @param applied examples of a batch of validation
   * @return bytes; 0 where the layers do not fit images of that size
   */
  public static long estimate(Settings settings, LayerKinds kinds, int trained, int applied) {
    NetworkSpec spec = NetworkSpec.of(settings, ASSUMED, List.of(), kinds);
    try {
      return estimate(spec, trained, applied);
    } catch (ReportedException | LayerKind.IllegalShape e) {
      return 0; // an error where it is wrong for the images at hand
    }
  }

  private static long estimate(NetworkSpec spec, int trained, int applied) {
    List<Shape> shapes = spec.shapes();
    long numbers = ASSUMED.size();
    long parameters = 0;
    Shape input = ASSUMED;
    for (int i = 0; i < shapes.size(); i++) {
      LayerSpec layer = spec.layers().get(i);
      numbers += layer.layerKind().numbers(input, layer.settings());
      parameters += layer.layerKind().mostParameters(input, layer.settings());
      input = shapes.get(i);
    }
    return Float.BYTES * (numbers * ((long) TRAINED * trained + applied) + COPIES * parameters);
  }
}
