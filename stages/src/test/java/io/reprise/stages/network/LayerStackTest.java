package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;

class LayerStackTest {

  private static final int STEPS = 6;

  /** The network as Deeplearning4j's documentation would build it. */
  private static MultiLayerNetwork plain() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(Seeds.mix(0, 0))
                .weightInit(WeightInit.XAVIER)
                .updater(new Adam(0.001))
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(8)
                        .convolutionMode(ConvolutionMode.Same)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new SubsamplingLayer.Builder(
                            SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                        .build())
                .layer(
                    new ConvolutionLayer.Builder(3, 3).nOut(8).activation(Activation.RELU).build())
                .layer(new DenseLayer.Builder().nOut(32).activation(Activation.RELU).build())
                .layer(new OutputLayer.Builder().nOut(5).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
    network.init();
    return network;
  }

  @Test
  void reluAfterPoolingTrainsToTheSameBits() throws Exception {
    NetworkSpec spec =
        TrialSpecs.spec(
            """
            layers:
              - conv: { filters: 8, kernel: 3, padding: same, activation: relu }
              - pool
              - conv: { filters: 8, kernel: 3, activation: relu }
              - dense: { units: 32, activation: relu }
              - output: { units: 5 }
            """,
            1,
            28,
            5);
    try (NativeThreads.Lease lease = NativeThreads.lease(2)) {
      MultiLayerNetwork fast = Networks.initial(spec);
      MultiLayerNetwork plain = plain();
      float[] before = Networks.parameters(fast);
      for (int step = 0; step < STEPS; step++) {
        NativeTrial.fit(fast, spec);
        NativeTrial.fit(plain, spec);
      }
      assertThat(Arrays.equals(Networks.parameters(fast), before)).isFalse();
      assertThat(Arrays.mismatch(Networks.parameters(fast), Networks.parameters(plain)))
          .isEqualTo(-1);
    }
  }

  @Test
  void reluWaitsForMaximumPoolingAlone() {
    assertThat(kinds("conv: {filters: 2, kernel: 3, activation: relu}, pool"))
        .containsExactly("conv", "pool", "relu", "output");
    assertThat(kinds("conv: {filters: 2, kernel: 3, activation: relu}, pool: {kind: average}"))
        .containsExactly("conv with relu", "pool", "output");
    assertThat(
            kinds("conv: {filters: 2, kernel: 3}, batchNorm, activation: {function: relu}, pool"))
        .containsExactly("conv", "BatchNormalization", "pool", "relu", "output");
    assertThat(kinds("conv: {filters: 2, kernel: 3, activation: tanh}, pool"))
        .containsExactly("conv", "pool", "output");
  }

  private static List<String> kinds(String layers) {
    NetworkSpec spec =
        TrialSpecs.spec(
            "layers: ["
                + layers.replace(", batchNorm", ", batchNorm: {}")
                + ", output: {units: 2}]",
            1,
            8,
            2);
    LayerStack stack = new LayerStack();
    spec.layers().forEach(layer -> layer.layerKind().addTo(stack, "x", layer.settings()));
    return stack.layers().stream()
        .map(
            layer -> {
              if (layer instanceof ConvolutionLayer conv) {
                return conv.getActivationFn() instanceof InPlaceRelu ? "conv with relu" : "conv";
              }
              if (layer instanceof SubsamplingLayer) {
                return "pool";
              }
              if (layer instanceof ActivationLayer activation) {
                return activation.getActivationFn().toString();
              }
              return layer instanceof OutputLayer ? "output" : layer.getClass().getSimpleName();
            })
        .toList();
  }
}
