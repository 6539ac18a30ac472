package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.onednn.Parameters;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneDnnNetworkTest {

  private static final int SIDE = 8;
  private static final int COUNT = 24;
  private static final String LAYERS =
      """
      layers:
        - conv: { filters: 6, kernel: 3, padding: same, activation: relu }
        - pool
        - conv: { filters: 18, kernel: 2 }
        - batchNorm
        - activation: { function: relu }
        - dropout: { rate: 0.4 }
        - dense: { units: 20, activation: tanh }
        - output: { units: 3 }
      seed: 5
      """;

  private final float[] images = new float[COUNT * SIDE * SIDE];
  private final int[] labels = new int[COUNT];

  OneDnnNetworkTest() {
    Random random = new Random(3);
    for (int i = 0; i < images.length; i++) {
      images[i] = random.nextFloat();
    }
    for (int i = 0; i < COUNT; i++) {
      labels[i] = random.nextInt(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void sameTrainingGivesTheSameBits(int threads) throws Exception {
    assertThat(trained(threads, 2)).isEqualTo(trained(threads, 2));
  }

  @Test
  void trainingGoesOnWithTheSameBits() throws Exception {
    NetworkSpec spec = spec(LAYERS + "threads: 2\n");
    float[] whole = trained(2, 2);
    float[] inTwoParts =
        NativeRuntime.inNewThread(
            "training",
            () -> {
              float[] parameters;
              Network.OptimizerState state;
              try (Network first = Backend.initial(spec)) {
                epoch(first, 1);
                parameters = first.parameters();
                state = first.optimizerState();
              }
              try (Network second = Backend.initial(spec)) {
                second.resume(parameters, state);
                epoch(second, 2);
                return second.parameters();
              }
            });
    assertThat(inTwoParts).isEqualTo(whole);
  }

  @Test
  void machineFactsNameInstructionSetAndCaches() throws Exception {
    Map<String, Object> facts = NativeFacts.reachingBits(spec(LAYERS));
    assertThat(facts.get("instructionSet")).asString().matches("(sse|avx)[a-z0-9_]*");
    assertThat(facts.get("caches")).asString().matches("(L[1-4] \\d+[KM](, )?)+|unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.1"})
  void runningVarianceOfWhatNeverVariesStaysANumber(String momentum) throws Exception {
    NetworkSpec spec =
        spec(
            "layers:\n  - batchNorm: { momentum: "
                + momentum
                + " }\n  - output: { units: 3 }\nthreads: 1\n");
    NativeRuntime.inNewThread(
        "training",
        () -> {
          try (Network network = Backend.initial(spec)) {
            network.beginEpoch(1, 0);
            for (int step = 0; step < 400; step++) {
              network.fit(new float[images.length], Targets.labels(labels));
            }
            for (float parameter : network.parameters()) {
              assertThat(parameter).isFinite();
            }
          }
          return null;
        });
  }

  @Test
  void dropoutOfEachStepIsAnother() throws Exception {
    NetworkSpec spec =
        spec(
            "layers:\n  - dropout: { rate: 0.5 }\n  - output: { units: 3 }\n"
                + "optimizer: { sgd: { learningRate: 0 } }\nthreads: 1\n");
    NativeRuntime.inNewThread(
        "training",
        () -> {
          try (Network network = Backend.initial(spec)) {
            network.beginEpoch(1, 0);
            double first = network.fit(images, Targets.labels(labels));
            double second = network.fit(images, Targets.labels(labels));
            network.beginEpoch(2, 0);
            double third = network.fit(images, Targets.labels(labels));
            assertThat(second).isNotEqualTo(first);
            assertThat(third).isNotEqualTo(first).isNotEqualTo(second);
          }
          return true;
        });
  }

  @Test
  void nothingIsDroppedWhenApplied() throws Exception {
    String dense = "  - output: { units: 3 }\nthreads: 1\n";
    float[][] with = outputs("layers:\n  - dropout: { rate: 0.5 }\n" + dense);
    float[][] without = outputs("layers:\n" + dense);
    assertThat(with).isDeepEqualTo(without);
  }

  private float[][] outputs(String yaml) throws Exception {
    return NativeRuntime.inNewThread(
        "outputs",
        () -> {
          try (Network network = Backend.initial(spec(yaml))) {
            return network.outputs(images, COUNT);
          }
        });
  }

  /** A step along the gradient changes the loss by the gradient's square, to first order. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "  - conv: { filters: 6, kernel: 3, activation: tanh }\n  - pool\n",
        "  - conv: { filters: 6, kernel: 3, stride: 2 }\n  - batchNorm\n",
        "  - pool: { kind: average, size: 3, stride: 2 }\n  - dense: { units: 9, activation: elu }\n",
        "  - conv: { filters: 6, kernel: 3, name: first }\n  - batchNorm: { name: second }\n"
            + "  - conv: { filters: 5, kernel: 3 }\n  - batchNorm: { name: third }\n",
      })
  void lossFallsAsTheGradientSays(String layers) throws Exception {
    double rate = 1e-3;
    NetworkSpec spec =
        spec(
            "layers:\n"
                + layers
                + "  - output: { units: 3 }\nthreads: 1\n"
                + (layers.contains("third") ? "frozen: [second, third]\n" : "")
                + "optimizer: { sgd: { learningRate: "
                + rate
                + " } }\n");
    NativeRuntime.inNewThread(
        "training",
        () -> {
          try (Network network = Backend.initial(spec)) {
            float[] before = network.parameters();
            double loss = network.fit(images, Targets.labels(labels));
            float[] after = network.parameters();
            double fallen = loss - network.fit(images, Targets.labels(labels));
            double square = 0;
            for (int i : trainable(network)) {
              double step = before[i] - after[i];
              square += step * step;
            }
            assertThat(fallen / (square / rate)).isCloseTo(1, within(0.05));
          }
          return true;
        });
  }

  @Test
  void frozenLayersStayAndAreAppliedAsTheyWillBe() throws Exception {
    NetworkSpec spec =
        spec(
            """
            layers:
              - conv: { filters: 6, kernel: 3, name: first }
              - batchNorm: { name: second }
              - dense: { units: 9, activation: tanh }
              - output: { units: 3 }
            threads: 1
            l2: 0.1
            frozen: [first, second]
            """);
    NativeRuntime.inNewThread(
        "training",
        () -> {
          try (OneDnnNetwork network = (OneDnnNetwork) Backend.initial(spec)) {
            float[] before = network.parameters();
            float[][] outputs = network.outputs(images, COUNT);
            double expected = 0;
            for (int i = 0; i < COUNT; i++) {
              expected += Loss.crossEntropy(outputs[i], labels[i]) / COUNT;
            }
            double weights = 0;
            for (Parameters.Range range : network.ranges()) {
              for (int i = range.offset(); i < range.end() && range.layer() >= 2; i++) {
                weights += range.role() == Parameters.Role.WEIGHT ? before[i] * before[i] : 0;
              }
            }
            assertThat(network.fit(images, Targets.labels(labels)))
                .isCloseTo(expected + 0.1 * weights / 2, within(1e-5));
            float[] after = network.parameters();
            for (Parameters.Range range : network.ranges()) {
              boolean same =
                  Arrays.equals(
                      before, range.offset(), range.end(), after, range.offset(), range.end());
              assertThat(same).as("layer %d", range.layer()).isEqualTo(range.layer() < 2);
            }
            assertThat(LayerSummary.of(spec))
                .extracting(LayerSummary::trainable)
                .containsExactly(0L, 0L, 6L * 36 * 9 + 9, 30L);
          }
          return true;
        });
  }

  private static int[] trainable(Network network) {
    return ((OneDnnNetwork) network)
        .ranges().stream()
            .filter(range -> range.role() != Parameters.Role.STATISTIC)
            .flatMapToInt(range -> IntStream.range(range.offset(), range.offset() + range.length()))
            .toArray();
  }

  private float[] trained(int threads, int epochs) throws Exception {
    NetworkSpec spec = spec(LAYERS + "threads: " + threads + "\n");
    return NativeRuntime.inNewThread(
        "training",
        () -> {
          try (Network network = Backend.initial(spec)) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
              epoch(network, epoch);
            }
            return network.parameters();
          }
        });
  }

  private void epoch(Network network, int epoch) {
    network.beginEpoch(epoch, 1e-3);
    for (int step = 0; step < 3; step++) {
      network.fit(images, Targets.labels(labels));
    }
  }

  private static NetworkSpec spec(String yaml) {
    return TrialSpecs.spec(yaml, 1, SIDE, 3);
  }
}
