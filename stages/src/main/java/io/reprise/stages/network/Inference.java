package io.reprise.stages.network;

import java.util.Arrays;
import java.util.List;

/** A trained network, or its first layers, as a function of images. */
public final class Inference implements AutoCloseable {

  private final NetworkSpec spec;
  private final Network network;

  private Inference(NetworkSpec spec, Network network) {
    this.spec = spec;
    this.network = network;
  }

  /** The whole network. */
  public static Inference of(TrainedModel model) {
    return upTo(model, model.spec().layers().size() - 1);
  }

  /**
   * The network that ends with a layer: computing no further is faster, and the parameters of the
   * first layers stand first.
   *
   * @param layer an index into the layers
   */
  public static Inference upTo(TrainedModel model, int layer) {
    NetworkSpec spec = model.spec().upTo(layer);
    Network network = Backend.untrained(spec);
    float[] parameters = model.parameters();
    long count = network.parameters().length;
    if (layer == model.spec().layers().size() - 1
        ? count != parameters.length
        : count > parameters.length) {
      throw new IllegalStateException(
          "the model's file has " + parameters.length + " parameters, its network " + count);
    }
    network.resume(
        Arrays.copyOf(parameters, (int) count), new Network.OptimizerState(0, new float[0]));
    return new Inference(spec, network);
  }

  /**
   * What comes out for each image, flattened in the order channel, row, column.
   *
   * @param pixels unsigned bytes of each image
   */
  public float[][] outputs(List<byte[]> pixels) {
    return network.outputs(Images.values(pixels, spec.input()), pixels.size());
  }

  /** The index of the largest value, the lower one of equals. */
  public static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[largest]) {
        largest = i;
      }
    }
    return largest;
  }

  /** Gives native memory back. */
  @Override
  public void close() {
    network.close();
  }
}
