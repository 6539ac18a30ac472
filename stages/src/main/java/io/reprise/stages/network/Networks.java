package io.reprise.stages.network;

import io.reprise.stages.spi.Settings;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Builds Deeplearning4j networks. To be called with a lease of {@link NativeThreads}. */
public final class Networks {

  private Networks() {}

  /** A network with its initial weights, which depend on the seed. */
  public static MultiLayerNetwork initial(NetworkSpec spec) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec));
    network.init();
    return network;
  }

  /** What {@code parameters} of a network were, as {@link #parameters} gave them. */
  public static void setParameters(MultiLayerNetwork network, float[] parameters) {
    network.setParams(Nd4j.create(parameters, new long[] {1, parameters.length}, 'c'));
  }

  /** All parameters in Deeplearning4j's order, running means and variances included. */
  public static float[] parameters(MultiLayerNetwork network) {
    return network.params().toFloatVector();
  }

  /** The optimizer, with the learning rate that is declared. */
  public static IUpdater optimizer(NetworkSpec spec) {
    return Optimizers.of(spec.settings().variant("optimizer"));
  }

  private static MultiLayerConfiguration configuration(NetworkSpec spec) {
    Settings settings = spec.settings();
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            // ND4J takes the seed 0 for none at all.
            .seed(Seeds.mix(spec.seed(), 0))
            .dataType(DataType.FLOAT)
            .weightInit(
                WeightInit.valueOf(
                    NetworkParameters.INITIALISATIONS.get(settings.text("initialisation"))))
            .updater(optimizer(spec))
            .l1(settings.real("l1"))
            .l2(settings.real("l2"))
            // Without the cache, the backward pass computes each convolution once more.
            .cacheMode(CacheMode.DEVICE)
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    for (Layer layer : layers(spec).layers()) {
      list.layer(layer);
    }
    Shape.Image input = spec.input();
    return list.setInputType(
            InputType.convolutional(input.height(), input.width(), input.channels()))
        // Sigmoid outputs with cross entropy are unusual, but asked for by name.
        .validateOutputLayerConfig(false)
        .build();
  }

  private static LayerStack layers(NetworkSpec spec) {
    LayerStack stack = new LayerStack();
    for (LayerSpec layer : spec.layers()) {
      layer.layerKind().addTo(stack, layer.name(), layer.settings());
    }
    return stack;
  }
}
