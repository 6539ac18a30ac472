package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.reprise.stages.onednn.Chain;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResidualTest {

  private static final int SIDE = 6;
  private static final int CHANNELS = 2;
  private static final int COUNT = 5;

  private final float[] images = new float[COUNT * CHANNELS * SIDE * SIDE];
  private final int[] labels = new int[COUNT];

  ResidualTest() {
    Random random = new Random(3);
    for (int i = 0; i < images.length; i++) {
      images[i] = random.nextFloat();
    }
    for (int i = 0; i < COUNT; i++) {
      labels[i] = random.nextInt(3);
    }
  }

  static List<String> layers() {
    return DoublePrecisionNetwork.layers();
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientsAreThoseOfDoublePrecision(String layers) throws Exception {
    NetworkSpec spec = spec(layers + "\n- output: { units: 3 }");
    DoublePrecisionNetwork.assertSameGradients(spec, images, labels);
  }

  @Test
  void trainingGivesTheSameBitsAgainAndFromACheckpointOn() throws Exception {
    for (int threads = 1; threads <= 2; threads++) {
      NetworkSpec spec =
          spec(layers().get(3) + "\n- dropout: { rate: 0.2 }\n- output: { units: 3 }\n", threads);
      float[] whole = trained(spec, false);
      assertThat(trained(spec, false)).isEqualTo(whole);
      assertThat(trained(spec, true)).isEqualTo(whole);
    }
  }

  private float[] trained(NetworkSpec spec, boolean interrupted) throws Exception {
    return NativeRuntime.inNewThread(
        "training",
        () -> {
          Network network = Backend.initial(spec);
          epoch(network, 1);
          if (interrupted) {
            Network first = network;
            network = Backend.initial(spec);
            network.resume(first.parameters(), first.optimizerState());
            first.close();
          }
          epoch(network, 2);
          try (Network last = network) {
            return last.parameters();
          }
        });
  }

  private void epoch(Network network, int epoch) {
    network.beginEpoch(epoch, 0.01);
    for (int step = 0; step < 3; step++) {
      network.fit(images, Targets.labels(labels));
    }
  }

  /** Two branches whose dropouts would draw the same numbers would drop the same places. */
  @Test
  void dropoutInABranchIsAnotherThanOutside() throws Exception {
    NetworkSpec spec =
        spec(
            "- dropout: { rate: 0.5 }\n- residual: { layers: [dropout: { rate: 0.5 }] }\n"
                + "- output: { units: 3 }\n");
    NativeRuntime.inNewThread(
        "dropout",
        () -> {
          try (NativeThreads.Lease lease = NativeThreads.leaseOpenMp(1);
              Chain chain = OneDnnNetwork.chain(spec.upTo(1))) {
            float[] ones = new float[COUNT * CHANNELS * SIDE * SIDE];
            Arrays.fill(ones, 1);
            long[] counts = new long[3]; // 0, 2 (dropped inside alone) and 2 + 4
            chain.gradients(
                ones,
                COUNT,
                outputs -> {
                  for (float output : outputs) {
                    counts[output == 0 ? 0 : output == 2 ? 1 : 2]++;
                  }
                });
            assertThat(counts[1]).isBetween(40L, 140L);
            assertThat(counts[2]).isBetween(40L, 140L);
          }
          return true;
        });
  }

  @Test
  void modelThatIsReadAgainIsTheSame() throws Exception {
    NetworkSpec spec = spec(layers().get(3) + "\n- output: { units: 3 }");
    NetworkSpec read =
        NetworkJson.read(NetworkJson.write(spec), "network.json", LayerKinds.builtIn());
    assertThat(NetworkJson.write(read)).isEqualTo(NetworkJson.write(spec));
    assertThat(LayerSummary.of(read))
        .extracting(LayerSummary::kind, layer -> layer.shape().label(), LayerSummary::parameters)
        .contains(tuple("residual", "5x3x3", 3L * 5 * 9 + 5 + 20 + 5 * 5 * 9 + 5 + 3 * 5 + 5));
  }

  @Test
  void whatDoesNotFitSaysWhatToDo() {
    assertThatThrownBy(
            () ->
                spec(
                    "- residual: { layers: [conv: { filters: 2, kernel: 3 }] }\n"
                        + "- output: { units: 3 }"))
        .hasMessage(
            "layer 'residual1' makes 2x4x4 of 2x6x6, which no stride does to its input as well;"
                + " set padding: same in its layers");
    assertThatThrownBy(
            () ->
                spec(
                    "- dense: { units: 4 }\n- residual: { layers: [conv: { filters: 2, kernel: 2 }]"
                        + " }\n- output: { units: 3 }"))
        .hasMessage(
            "layer 'residual1' has a conv that takes feature maps, but gets 4 units; move it"
                + " before the dense layers");
    assertThat(
            NetworkParameters.problems(
                TrialSpecs.settings(
                    "layers: [residual: { layers: [dense: { units: 4 }] }, output: { units: 3 }]\n"
                        + "backend: dl4j"),
                LayerKinds.builtIn()))
        .containsExactly(
            "backend: dl4j does not have this residual layer; leave backend out, or set onednn");
    assertThat(
            NetworkParameters.problems(
                TrialSpecs.settings(
                    "layers: [residual: { layers: [dense: { units: 4, activation: softsign }] },"
                        + " output: { units: 3 }]"),
                LayerKinds.builtIn()))
        .containsExactly(
            "layers: no backend has this residual layer: oneDNN lacks a function of a layer in it,"
                + " dl4j the layer; take relu or tanh");
  }

  private static NetworkSpec spec(String layers) {
    return spec(layers, 1);
  }

  private static NetworkSpec spec(String layers, int threads) {
    return TrialSpecs.spec(
        "layers:\n" + layers.indent(2) + "seed: 5\nthreads: " + threads, CHANNELS, SIDE, 3);
  }
}
