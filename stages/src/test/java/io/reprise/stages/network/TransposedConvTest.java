package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.reprise.schemas.problem.ReportedException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransposedConvTest {

  private static final int SIDE = 6;
  private static final int CHANNELS = 2;
  private static final int COUNT = 12;

  private final float[] images = new float[COUNT * CHANNELS * SIDE * SIDE];

  TransposedConvTest() {
    Random random = new Random(3);
    for (int example = 0; example < COUNT; example++) {
      int bright = random.nextInt(SIDE);
      for (int i = 0; i < CHANNELS * SIDE * SIDE; i++) {
        images[example * CHANNELS * SIDE * SIDE + i] =
            random.nextFloat() / 4 + (i % SIDE == bright ? 0.7f : 0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- transposedConv: { filters: 3, kernel: 3 }",
        "- transposedConv: { filters: 3, kernel: 3, padding: same }",
        "- transposedConv: { filters: 3, kernel: 4, stride: 2, activation: tanh }",
        "- conv: { filters: 3, kernel: 5 }\n"
            + "- transposedConv: { filters: 9, kernel: 3, stride: 2, padding: same, activation: relu }",
        "- conv: { filters: 4, kernel: 3, activation: tanh }\n"
            + "- transposedConv: { filters: 1, kernel: 2, stride: 2, padding: same }",
        // places that no filter reaches
        "- conv: { filters: 4, kernel: 5 }\n- transposedConv: { filters: 3, kernel: 2, stride: 3 }",
        "- conv: { filters: 4, kernel: 5 }\n"
            + "- transposedConv: { filters: 3, kernel: 1, stride: 2, padding: same }",
        "- transposedConv: { filters: 3, kernel: 1, kernelHeight: 3, kernelWidth: 2, stride: 2 }\n"
            + "- batchNorm",
        "- residual: { layers: [conv: { filters: 2, kernel: 4, stride: 2, padding: same },"
            + " transposedConv: { filters: 2, kernel: 5, stride: 2, padding: same }] }",
      })
  void gradientsAreThoseOfDoublePrecision(String layers) throws Exception {
    int[] labels = {0, 2, 1, 1};
    DoublePrecisionNetwork.assertSameGradients(
        spec(layers + "\n- output: { units: 3 }", ""),
        Arrays.copyOf(images, labels.length * CHANNELS * SIDE * SIDE),
        labels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"onednn", "dl4j"})
  void shapesAndParametersAreCounted(String backend) {
    NetworkSpec spec =
        spec(
            "- transposedConv: { filters: 5, kernel: 4, stride: 3 }\n"
                + "- transposedConv: { filters: 7, kernel: 3, kernelWidth: 2, stride: 2, padding:"
                + " same, name: second }\n- output: { units: 3 }",
            "backend: " + backend);
    assertThat(LayerSummary.of(spec))
        .extracting(
            LayerSummary::name,
            layer -> layer.shape().label(),
            LayerSummary::parameters,
            LayerSummary::weights)
        .startsWith(
            tuple("transposedConv1", "5x19x19", 2L * 5 * 16 + 5, "5 filters of 4x4"),
            tuple("second", "7x38x38", 5L * 7 * 6 + 7, "7 filters of 3x2"));
  }

  @Test
  void autoencoderOfItLearnsWithTheSameBitsFromACheckpointOn() throws Exception {
    for (int threads = 1; threads <= 2; threads++) {
      NetworkSpec spec =
          spec(
              "- conv: { filters: 8, kernel: 3, stride: 2, padding: same, activation: relu }\n"
                  + "- transposedConv: { filters: 8, kernel: 3, stride: 2, padding: same,"
                  + " activation: relu }\n"
                  + "- output: { units: 72, activation: sigmoid, loss: mse }",
              "target: input",
              threads);
      Trained whole = trained(spec, false);
      assertThat(whole.lastLoss()).isLessThan(whole.firstLoss() / 2);
      assertThat(trained(spec, true)).usingRecursiveComparison().isEqualTo(whole);
    }
  }

  /**
   * @param parameters at the end
   */
  private record Trained(double firstLoss, double lastLoss, float[] parameters) {}

  private Trained trained(NetworkSpec spec, boolean interrupted) throws Exception {
    return NativeRuntime.inNewThread(
        "training",
        () -> {
          Network network = Backend.initial(spec);
          double first = epoch(network, 1);
          if (interrupted) {
            Network before = network;
            network = Backend.initial(spec);
            network.resume(before.parameters(), before.optimizerState());
            before.close();
          }
          try (Network rest = network) {
            for (int epoch = 2; epoch <= 9; epoch++) {
              epoch(rest, epoch);
            }
            return new Trained(first, epoch(rest, 10), rest.parameters());
          }
        });
  }

  private double epoch(Network network, int epoch) {
    network.beginEpoch(epoch, 0.01);
    double loss = network.fit(images, Targets.values(images, COUNT));
    for (int step = 1; step < 5; step++) {
      network.fit(images, Targets.values(images, COUNT));
    }
    return loss;
  }

  @Test
  void whatDoesNotFitSaysWhatToDo() {
    assertThatThrownBy(
            () ->
                spec(
                    "- dense: { units: 4 }\n- transposedConv: { filters: 2, kernel: 3 }\n"
                        + "- output: { units: 3 }",
                    ""))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "layer 'transposedConv1' takes feature maps, but gets 4 units; move it before the dense"
                + " layers");
    assertThatThrownBy(
            () ->
                spec(
                    "- transposedConv: { filters: 500, kernel: 3, stride: 1000 }\n"
                        + "- output: { units: 3 }",
                    ""))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "layer 'transposedConv1' would put out 500x5003x5003, more than 2 billion numbers an"
                + " example; set fewer filters or units, or another stride");
  }

  private static NetworkSpec spec(String layers, String more) {
    return spec(layers, more, 1);
  }

  private static NetworkSpec spec(String layers, String more, int threads) {
    return TrialSpecs.spec(
        "layers:\n" + layers.indent(2) + more + "\nseed: 5\nthreads: " + threads,
        CHANNELS,
        SIDE,
        3);
  }
}
