package io.reprise.stages.network;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A trained network, or its first layers, as a function of images. */
public final class Inference {

  private final NetworkSpec spec;
  private final MultiLayerNetwork network;

  private Inference(NetworkSpec spec, MultiLayerNetwork network) {
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
    try (NativeThreads.Lease lease = NativeThreads.lease(spec.threads())) {
      MultiLayerNetwork network = Networks.initial(spec);
      float[] parameters = model.parameters();
      long count = network.numParams();
      if (layer == model.spec().layers().size() - 1
          ? count != parameters.length
          : count > parameters.length) {
        throw new IllegalStateException(
            "the model's file has " + parameters.length + " parameters, its network " + count);
      }
      if (count > 0) {
        Networks.setParameters(network, Arrays.copyOf(parameters, (int) count));
      }
      return new Inference(spec, network);
    }
  }

  /**
   * What comes out for each image, flattened in the order channel, row, column.
   *
   * @param pixels unsigned bytes of each image
   */
  public float[][] outputs(List<byte[]> pixels) {
    try (NativeThreads.Lease lease = NativeThreads.lease(spec.threads())) {
      return outputs(network, pixels, spec.input());
    }
  }

  /** The same of a network that is being trained, with the caller's lease. */
  public static float[][] outputs(
      MultiLayerNetwork network, List<byte[]> pixels, Shape.Image shape) {
    float[] flat = flatOutput(network, pixels, shape);
    int size = flat.length / pixels.size();
    float[][] rows = new float[pixels.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * size, (i + 1) * size);
    }
    return rows;
  }

  /** Native memory is given back here, not when a garbage collector comes by. */
  private static float[] flatOutput(
      MultiLayerNetwork network, List<byte[]> pixels, Shape.Image shape) {
    try (INDArray input = Images.batch(pixels, shape)) {
      INDArray output = network.output(input, false);
      try (INDArray copy = output.dup('c')) {
        return copy.data().asFloat();
      } finally {
        if (output.data() != input.data() && output.closeable()) {
          output.close();
        }
      }
    }
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
}
