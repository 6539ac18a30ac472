package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.stages.spi.ChoiceType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;

class DeclaredKindsTest {

  private static final String NETWORK =
      """
      layers:
        - conv: { filters: 2, kernel: 5, stride: 3, activation: relu }
        - pool: { kind: average }
        - dense: { units: 8, activation: tanh }
        - output: { units: 5 }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sgd",
        "sgd: { momentum: 0.9 }",
        "adam",
        "rmsProp",
        "adaGrad",
        "adaDelta",
        "adam: { learningRate: 0.01 }"
      })
  void everyOptimizerLowersTheLoss(String optimizer) {
    String flow = optimizer.contains(":") ? "{ " + optimizer + " }" : optimizer;
    lowersTheLoss(NETWORK + "optimizer: " + flow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xavier", "xavierUniform", "normal", "he", "heUniform", "lecun", "zeros"})
  void everyInitialisationTrains(String initialisation) {
    lowersTheLoss(NETWORK + "initialisation: " + initialisation);
  }

  @Test
  void everyActivationTrains() {
    for (String word : ((ChoiceType) Activations.words()).words()) {
      lowersTheLoss(NETWORK.replace("tanh", word));
    }
  }

  @Test
  void networkWithoutParametersIsClosedLikeOthers() {
    NetworkSpec spec =
        TrialSpecs.spec("layers: [pool: {size: 2}, output: {units: 2}]\nbackend: dl4j", 1, 4, 2);
    try (Network network = Backend.untrained(spec.upTo(0))) {
      assertThat(network.parameters()).isEmpty();
    }
  }

  @Test
  void meanSquaredErrorTrains() {
    lowersTheLoss(NETWORK.replace("units: 5 }", "units: 5, loss: mse, activation: sigmoid }"));
  }

  @Test
  void parametersReachTheOptimizer() {
    IUpdater momentum = optimizer("optimizer: { sgd: { learningRate: 0.5, momentum: 0.25 } }");
    assertThat(momentum).isInstanceOf(Nesterovs.class);
    assertThat(((Nesterovs) momentum).getMomentum()).isEqualTo(0.25);
    assertThat(momentum.getLearningRate(0, 0)).isEqualTo(0.5);
    assertThat(((RmsProp) optimizer("optimizer: rmsProp")).getRmsDecay()).isEqualTo(0.9);
  }

  @Test
  void alphaReachesTheLeakyRelu() {
    NetworkSpec spec =
        TrialSpecs.spec(
            "layers: [activation: {function: leakyRelu, alpha: 0.2}, output: {units: 2}]", 1, 4, 2);
    assertThat(Activations.of("leakyRelu", spec.layers().get(0).settings()))
        .isEqualTo(new ActivationLReLU(0.2));
  }

  @Test
  void lossesAreThoseOfTheirFormulas() {
    float[] output = {0.5f, 0.25f, 0.25f};
    assertThat(Loss.of(Loss.CROSS_ENTROPY, output, 1)).isEqualTo(Math.log(4));
    assertThat(Loss.of(Loss.MEAN_SQUARED_ERROR, output, 0)).isEqualTo((0.25 + 0.125) / 3);
    assertThat(Loss.crossEntropy(new float[] {1, 0}, 1)).isEqualTo(-Math.log(1e-10));
  }

  private static IUpdater optimizer(String yaml) {
    return Networks.optimizer(TrialSpecs.spec(NETWORK + yaml, 1, 28, 5));
  }

  private static void lowersTheLoss(String yaml) {
    NetworkSpec spec = TrialSpecs.spec(yaml, 1, 28, 5);
    try (NativeThreads.Lease lease = NativeThreads.lease(spec.threads())) {
      MultiLayerNetwork network = Networks.initial(spec);
      NativeTrial.fit(network, spec);
      double first = network.score();
      for (int step = 0; step < 5; step++) {
        NativeTrial.fit(network, spec);
      }
      assertThat(network.score()).as(yaml).isLessThan(first);
    }
  }
}
