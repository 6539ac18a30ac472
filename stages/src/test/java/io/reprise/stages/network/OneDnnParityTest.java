package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.stages.onednn.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every layer kind on oneDNN computes what it computes in Deeplearning4j. */
class OneDnnParityTest {

  private static final int SIDE = 12;
  private static final int CHANNELS = 2;
  private static final int CLASSES = 4;
  private static final int COUNT = 9;

  private final List<byte[]> pixels = new ArrayList<>();
  private final int[] labels = new int[COUNT];

  OneDnnParityTest() {
    Random random = new Random(3);
    for (int i = 0; i < COUNT; i++) {
      byte[] image = new byte[CHANNELS * SIDE * SIDE];
      random.nextBytes(image);
      pixels.add(image);
      labels[i] = random.nextInt(CLASSES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- output: { units: 4 }",
        "- output: { units: 4, loss: mse }",
        "- output: { units: 4, activation: sigmoid }",
        "- output: { units: 4, activation: sigmoid, loss: mse }",
        "- output: { units: 4, activation: identity, loss: mse }",
        "- dense: { units: 7, activation: relu }\n- output: { units: 4 }",
        "- flatten\n- dense: { units: 7, activation: tanh }\n- output: { units: 4 }",
        "- dense: { units: 7, activation: leakyRelu, alpha: 0.2 }\n- output: { units: 4 }",
        "- dense: { units: 7, activation: elu }\n- output: { units: 4 }",
        "- dense: { units: 7, activation: gelu }\n- output: { units: 4 }",
        "- dense: { units: 7, activation: swish }\n- output: { units: 4 }",
        "- dense: { units: 7, activation: softplus }\n- output: { units: 4 }",
        "- dense: { units: 7, activation: sigmoid }\n- output: { units: 4 }",
        "- conv: { filters: 5, kernel: 3, activation: relu }\n- output: { units: 4 }",
        "- conv: { filters: 5, kernel: 3, padding: same, stride: 2 }\n- output: { units: 4 }",
        "- conv: { filters: 5, kernel: 4, padding: same, activation: tanh }\n"
            + "- conv: { filters: 17, kernelHeight: 2, kernelWidth: 3, kernel: 1, stride: 3 }\n"
            + "- output: { units: 4 }",
        "- conv: { filters: 5, kernel: 3, activation: relu }\n- pool\n- output: { units: 4 }",
        "- pool: { size: 3, stride: 2 }\n- conv: { filters: 5, kernel: 3 }\n- output: { units: 4 }",
        "- conv: { filters: 5, kernel: 3, activation: tanh }\n- pool: { kind: average, size: 3 }\n"
            + "- output: { units: 4 }",
        "- conv: { filters: 5, kernel: 3 }\n- activation: { function: relu }\n- pool: { size: 3 }\n"
            + "- output: { units: 4 }",
        "- transposedConv: { filters: 5, kernel: 3, activation: relu }\n- pool\n- output: { units: 4 }",
        "- transposedConv: { filters: 5, kernel: 3, padding: same, activation: tanh }\n"
            + "- transposedConv: { filters: 1, kernel: 4, stride: 3 }\n- output: { units: 4 }",
        "- conv: { filters: 6, kernel: 3, stride: 2, padding: same, activation: relu }\n"
            + "- transposedConv: { filters: 17, kernel: 3, stride: 2, padding: same }\n"
            + "- transposedConv: { filters: 3, kernel: 2, kernelWidth: 4, stride: 2, padding: same,"
            + " activation: elu }\n- output: { units: 4 }",
        "- pool: { size: 3 }\n- transposedConv: { filters: 3, kernel: 2, stride: 3 }\n"
            + "- output: { units: 4 }",
        "- pool: { size: 3 }\n"
            + "- transposedConv: { filters: 3, kernel: 1, stride: 2, padding: same }\n"
            + "- output: { units: 4 }",
        "- batchNorm\n- conv: { filters: 5, kernel: 3 }\n- output: { units: 4 }",
        "- conv: { filters: 20, kernel: 3 }\n- batchNorm: { momentum: 0.7, epsilon: 0.001 }\n"
            + "- activation: { function: relu }\n- pool\n- dense: { units: 6 }\n- batchNorm\n"
            + "- output: { units: 4 }",
      })
  void outputsAndGradientsAreThoseOfDeeplearning4j(String layers) throws Exception {
    NetworkSpec spec =
        TrialSpecs.spec(
            "layers:\n" + layers.indent(2) + "threads: 1\nseed: 5\n", CHANNELS, SIDE, CLASSES);
    NativeRuntime.inNewThread(
        "parity",
        () -> {
          try (NativeThreads.Lease lease = NativeThreads.lease(1);
              Chain chain = OneDnnNetwork.chain(spec)) {
            compare(spec, chain);
          }
          return true;
        });
  }

  private void compare(NetworkSpec spec, Chain chain) {
    MultiLayerNetwork reference = Networks.initial(spec);
    float[] initial = Networks.parameters(reference);
    assertThat(chain.parameters().values()).hasSameSizeAs(initial);
    System.arraycopy(initial, 0, chain.parameters().values(), 0, initial.length);
    chain.parameters().changed();
    OutputLoss loss = OutputLoss.of(spec);
    float[] images = Images.values(pixels, spec.input());
    float[] outputs = chain.outputs(images, COUNT);
    loss.activate(outputs, CLASSES);
    assertClose(outputs, reference.output(batch(images), false).dup('c').data().asFloat());

    float[] oneHot = new float[COUNT * CLASSES];
    for (int i = 0; i < COUNT; i++) {
      oneHot[i * CLASSES + labels[i]] = 1;
    }
    reference.setInput(batch(images));
    reference.setLabels(Nd4j.create(oneHot, new long[] {COUNT, CLASSES}, 'c'));
    reference.computeGradientAndScore();
    double[] mean = {0};
    chain.gradients(images, COUNT, rows -> mean[0] = loss.toGradient(rows, Targets.labels(labels)));
    assertThat(mean[0]).isCloseTo(reference.score(), Percentage.withPercentage(1e-3));
    float[] expected = reference.gradient().gradient().toFloatVector();
    double least = largest(expected) / COUNT / 10;
    chain
        .parameters()
        .ranges()
        .forEach(
            range -> {
              float[] ours = new float[range.length()];
              float[] theirs = new float[range.length()];
              for (int i = 0; i < ours.length; i++) {
                ours[i] = chain.parameters().gradients()[range.offset() + i];
                theirs[i] = expected[range.offset() + i] / COUNT;
              }
              if (range.role() != io.reprise.stages.onednn.Parameters.Role.STATISTIC) {
                assertClose(ours, theirs, least);
              } else {
                for (int i = 0; i < ours.length; i++) {
                  ours[i] = chain.parameters().values()[range.offset() + i];
                  theirs[i] = initial[range.offset() + i] - expected[range.offset() + i];
                }
                assertClose(ours, theirs);
              }
            });
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertClose(actual, expected, 1e-6);
  }

  /**
   * Relative to the largest.
   *
   * @param least to be relative to, since a gradient that should be 0 is rounding alone
   */
  private static void assertClose(float[] actual, float[] expected, double least) {
    assertThat(actual).hasSameSizeAs(expected);
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / Math.max(largest(expected), least)).isLessThan(2e-5);
  }

  private static INDArray batch(float[] images) {
    return Nd4j.create(images, new long[] {COUNT, CHANNELS, SIDE, SIDE}, 'c');
  }

  private static double largest(float[] numbers) {
    double largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optimizer: sgd",
        "optimizer: { sgd: { momentum: 0.9 } }",
        "optimizer: adam",
        "optimizer: adam\nl1: 0.01\nl2: 0.02",
        "optimizer: { adam: { beta1: 0.8, learningRate: 0.01 } }",
        "optimizer: rmsProp",
        "optimizer: adaGrad",
        "optimizer: adaDelta",
      })
  void stepsAreThoseOfDeeplearning4j(String optimizer) throws Exception {
    NetworkSpec spec =
        TrialSpecs.spec(
            "layers:\n"
                + "  - conv: { filters: 5, kernel: 3, activation: relu }\n  - pool\n"
                + "  - transposedConv: { filters: 3, kernel: 3, stride: 2, activation: tanh }\n"
                + "  - dense: { units: 6, activation: tanh }\n  - output: { units: 4 }\n"
                + "threads: 1\nseed: 5\n"
                + optimizer,
            CHANNELS,
            SIDE,
            CLASSES);
    NativeRuntime.inNewThread(
        "parity",
        () -> {
          try (Network ours = Backend.initial(spec);
              Network theirs = Dl4jNetwork.initial(spec)) {
            assertThat(ours).isInstanceOf(OneDnnNetwork.class);
            float[] images = Images.values(pixels, spec.input());
            for (int epoch = 1; epoch <= 3; epoch++) {
              double rate = 0.01 / epoch;
              ours.beginEpoch(epoch, rate);
              theirs.beginEpoch(epoch, rate);
              assertThat(ours.fit(images, Targets.labels(labels)))
                  .isCloseTo(
                      theirs.fit(images, Targets.labels(labels)), Percentage.withPercentage(1e-3));
            }
            assertClose(ours.parameters(), theirs.parameters());
          }
          return true;
        });
  }

  @Test
  void reproductionsOfTheInputAreThoseOfDeeplearning4j() throws Exception {
    NetworkSpec spec =
        TrialSpecs.spec(
            "layers:\n  - dense: { units: 6, activation: tanh }\n"
                + "  - output: { units: 288, activation: sigmoid, loss: mse }\n"
                + "target: input\nthreads: 1\nseed: 5\n",
            CHANNELS,
            SIDE,
            CLASSES);
    NativeRuntime.inNewThread(
        "parity",
        () -> {
          try (Network ours = Backend.initial(spec);
              Network theirs = Dl4jNetwork.initial(spec)) {
            float[] images = Images.values(pixels, spec.input());
            Targets targets = Targets.values(images, COUNT);
            for (int step = 0; step < 3; step++) {
              assertThat(ours.fit(images, targets))
                  .isCloseTo(theirs.fit(images, targets), Percentage.withPercentage(1e-3));
            }
            assertClose(ours.parameters(), theirs.parameters());
          }
          return true;
        });
  }
}
