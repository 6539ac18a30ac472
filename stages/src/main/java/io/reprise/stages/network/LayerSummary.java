package io.reprise.stages.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;

/**
 * One line of a network's table of layers.
 *
 * @param index from 0, input side first
 * @param inputs channels, features or units that go in: with kind and weights, they say which
 *     parameter belongs where
 * @param shape of what comes out
 * @param parameters all that the model's file has of the layer
 * @param trainable those that follow the gradient: without running means and variances; of a frozen
 *     layer none
 * @param weights what shapes them beside the input: {@code 32 filters of 3x3}; empty where nothing
 *     does
 */
public record LayerSummary(
    int index,
    String name,
    String kind,
    int inputs,
    Shape shape,
    long parameters,
    long trainable,
    String weights) {

  /** What batch normalisation keeps beside its weights, in either form. */
  private static final Set<String> RUNNING =
      Set.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  /**
   * How many parameters a layer has.
   *
   * @param all that the model's file has
   * @param trainable those that follow the gradient
   */
  record Count(long all, long trainable) {}

  /** The table, input side first. */
  public static List<LayerSummary> of(NetworkSpec spec) {
    List<Count> counts = Backend.isOnOneDnn(spec) ? OneDnnNetwork.counts(spec) : counts(spec);
    List<Shape> shapes = spec.shapes();
    List<LayerSummary> summaries = new ArrayList<>();
    for (int i = 0; i < spec.layers().size(); i++) {
      LayerSpec layer = spec.layers().get(i);
      Count count = counts.get(i);
      summaries.add(
          new LayerSummary(
              i,
              layer.name(),
              layer.kind(),
              (i == 0 ? spec.input() : shapes.get(i - 1)).depth(),
              shapes.get(i),
              count.all(),
              spec.isFrozen(layer) ? 0 : count.trainable(),
              layer.weights()));
    }
    return summaries;
  }

  private static List<Count> counts(NetworkSpec spec) {
    MultiLayerNetwork network;
    try (NativeThreads.Lease lease = NativeThreads.lease(spec.threads())) {
      network = Networks.initial(spec);
    }
    List<Count> counts = new ArrayList<>();
    for (LayerSpec layer : spec.layers()) {
      long all = parameters(network, layer.name());
      counts.add(new Count(all, all - running(network, layer.name())));
    }
    return counts;
  }

  private static long parameters(MultiLayerNetwork network, String name) {
    Layer layer = network.getLayer(name);
    return layer == null ? 0 : layer.numParams();
  }

  private static long running(MultiLayerNetwork network, String name) {
    Layer layer = network.getLayer(name);
    if (layer == null) {
      return 0;
    }
    return layer.paramTable().entrySet().stream()
        .filter(entry -> RUNNING.contains(entry.getKey()))
        .mapToLong(entry -> entry.getValue().length())
        .sum();
  }
}
