package io.reprise.stages.network;

import static io.reprise.stages.network.TrialSpecs.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.onednn.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Recurrent layers against a plain computation in double precision. */
class RecurrentTest {

  private static final int SIDE = 6;
  private static final int CHANNELS = 2;
  private static final int CLASSES = 3;
  private static final int COUNT = 5;
  private static final double TOLERANCE = 2e-5;

  private final float[] images = new float[COUNT * CHANNELS * SIDE * SIDE];
  private final int[] labels = new int[COUNT];

  RecurrentTest() {
    Random random = new Random(3);
    for (int i = 0; i < images.length; i++) {
      images[i] = random.nextFloat();
    }
    for (int i = 0; i < COUNT; i++) {
      labels[i] = random.nextInt(CLASSES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- rnn: { units: 7 }",
        "- rnn: { units: 7, activation: relu }",
        "- lstm: { units: 7 }",
        "- lstm: { units: 18 }",
        "- gru: { units: 7 }",
        "- gru: { units: 17 }",
        "- rnn: { units: 4, returns: sequence }\n- flatten",
        "- lstm: { units: 5, returns: sequence }\n- lstm: { units: 4 }",
        "- gru: { units: 5, returns: sequence }\n- dense: { units: 4, activation: tanh }\n"
            + "- gru: { units: 3, returns: sequence }\n- flatten\n- dense: { units: 4 }",
        "- lstm: { units: 5, timeDistributed: true }\n- lstm: { units: 4 }",
        "- gru: { units: 5, timeDistributed: true }\n- flatten",
      })
  void outputsAndGradientsAreThoseOfTheFormulas(String layers) throws Exception {
    NetworkSpec spec = spec(layers + "\n- output: { units: 3 }");
    NativeRuntime.inNewThread(
        "gradients",
        () -> {
          try (NativeThreads.Lease lease = NativeThreads.leaseOpenMp(2);
              Chain chain = OneDnnNetwork.chain(spec)) {
            compare(spec, chain);
          }
          return true;
        });
  }

  private void compare(NetworkSpec spec, Chain chain) {
    Parameters parameters = chain.parameters();
    InitialWeights.of(spec.settings()).drawInto(parameters);
    Random random = new Random(8);
    for (Parameters.Range range : parameters.ranges()) {
      for (int i = 0; range.fan() == null && i < range.length(); i++) {
        parameters.values()[range.offset() + i] += (float) random.nextGaussian() / 2;
      }
    }
    RecurrentReference reference = new RecurrentReference(spec, parameters.values());
    OutputLoss loss = OutputLoss.of(spec);
    float[] outputs = chain.outputs(images, COUNT);
    loss.activate(outputs, CLASSES);
    double[] expected =
        Arrays.stream(reference.outputs(images, COUNT)).flatMapToDouble(Arrays::stream).toArray();
    assertClose(outputs, expected);
    double[] gradient = reference.gradient(images, labels);
    for (int pass = 0; pass < 2; pass++) { // the second adds to nothing of the first
      chain.gradients(images, COUNT, rows -> loss.toGradient(rows, Targets.labels(labels)));
      for (Parameters.Range range : parameters.ranges()) {
        int end = range.offset() + range.length();
        assertClose(
            Arrays.copyOfRange(parameters.gradients(), range.offset(), end),
            Arrays.copyOfRange(gradient, range.offset(), end));
      }
    }
  }

  /** Deeplearning4j's gates stand in another order. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm"})
  void simpleRnnAndLstmAreThoseOfDeeplearning4j(String kind) throws Exception {
    int units = 7;
    int[] places = kind.equals("lstm") ? new int[] {3, 1, 0, 2} : new int[] {0};
    NetworkSpec spec = spec("- " + kind + ": { units: 7 }\n- output: { units: 3 }", 1);
    NativeRuntime.inNewThread(
        "parity",
        () -> {
          try (NativeThreads.Lease lease = NativeThreads.lease(1);
              Chain chain = OneDnnNetwork.chain(spec)) {
            Parameters parameters = chain.parameters();
            InitialWeights.of(spec.settings()).drawInto(parameters);
            MultiLayerNetwork reference = deeplearning4j(kind, units);
            List<Parameters.Range> ranges = parameters.ranges();
            String[] names = {"0_W", "0_RW", "0_b"};
            for (int i = 0; i < names.length; i++) {
              INDArray theirs = reference.getParam(names[i]);
              forEach(ranges.get(i), units, places, theirs, parameters.values(), true);
            }
            reference.setParam("1_W", dense(parameters, ranges.get(3)).transpose());
            OutputLoss loss = OutputLoss.of(spec);
            chain.gradients(images, COUNT, rows -> loss.toGradient(rows, Targets.labels(labels)));
            reference.setInput(sequences());
            reference.setLabels(oneHot());
            reference.computeGradientAndScore();
            for (int i = 0; i < names.length; i++) {
              INDArray theirs = reference.gradient().getGradientFor(names[i]);
              float[] expected = new float[ranges.get(i).length()];
              forEach(
                  new Parameters.Range(Parameters.Role.WEIGHT, 0, 0, expected.length, null),
                  units,
                  places,
                  theirs,
                  expected,
                  false);
              int from = ranges.get(i).offset();
              float[] ours = Arrays.copyOfRange(parameters.gradients(), from, end(ranges, i));
              double[] mean = new double[expected.length];
              for (int j = 0; j < mean.length; j++) {
                mean[j] = expected[j] / COUNT;
              }
              assertClose(ours, mean);
            }
          }
          return true;
        });
  }

  private static MultiLayerNetwork deeplearning4j(String kind, int units) {
    Layer recurrent =
        kind.equals("lstm")
            ? new LSTM.Builder().nOut(units).activation(Activation.TANH).build()
            : new SimpleRnn.Builder().nOut(units).activation(Activation.TANH).build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LastTimeStep(recurrent))
                .layer(
                    new OutputLayer.Builder(new LossMCXENT())
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.recurrent(CHANNELS * SIDE, SIDE))
                .build());
    network.init();
    return network;
  }

  /** Copies weights, or biases as of one input, into Deeplearning4j's array or out of it. */
  private static void forEach(
      Parameters.Range range,
      int units,
      int[] places,
      INDArray theirs,
      float[] ours,
      boolean intoTheirs) {
    INDArray rows = theirs.rank() == 1 ? theirs.reshape(1, theirs.length()) : theirs;
    for (int i = 0; i < range.length(); i++) {
      int gate = i / units % places.length;
      int column = places[gate] * units + i % units;
      int row = i / units / places.length;
      if (intoTheirs) {
        rows.putScalar(row, column, ours[range.offset() + i]);
      } else {
        ours[range.offset() + i] = rows.getFloat(row, column);
      }
    }
  }

  private static INDArray dense(Parameters parameters, Parameters.Range range) {
    int end = range.offset() + range.length();
    float[] weights = Arrays.copyOfRange(parameters.values(), range.offset(), end);
    return Nd4j.create(weights, new long[] {CLASSES, range.length() / CLASSES}, 'c');
  }

  /** Example, feature, step. */
  private INDArray sequences() {
    INDArray all = Nd4j.create(images, new long[] {COUNT, CHANNELS, SIDE, SIDE}, 'c');
    return all.permute(0, 1, 3, 2).dup('c').reshape(COUNT, CHANNELS * SIDE, SIDE);
  }

  private INDArray oneHot() {
    INDArray oneHot = Nd4j.zeros(COUNT, CLASSES);
    for (int i = 0; i < COUNT; i++) {
      oneHot.putScalar(i, labels[i], 1);
    }
    return oneHot;
  }

  /** Relative to the largest. */
  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
    }
    assertThat(difference / largest).isLessThan(TOLERANCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void trainingGivesTheSameBitsAgainAndFromACheckpointOn(String kind) throws Exception {
    for (int threads = 1; threads <= 2; threads++) {
      NetworkSpec spec =
          spec(
              "- conv: { filters: 3, kernel: 3, padding: same, activation: relu }\n- "
                  + kind
                  + ": { units: 9, returns: sequence }\n- dropout: { rate: 0.2 }\n- "
                  + kind
                  + ": { units: 8 }\n- output: { units: 3 }",
              threads);
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
    network.beginEpoch(epoch, 1e-3);
    for (int step = 0; step < 3; step++) {
      network.fit(images, Targets.labels(labels));
    }
  }

  @Test
  void modelThatIsReadAgainGivesTheSameOutputsUpToEachLayer() throws Exception {
    NetworkSpec spec =
        spec(
            "- gru: { units: 4, returns: sequence }\n- dense: { units: 3 }\n- lstm: { units: 5 }\n"
                + "- output: { units: 3 }");
    NetworkSpec read =
        NetworkJson.read(NetworkJson.write(spec), "network.json", LayerKinds.builtIn());
    List<byte[]> pixels = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 3; i++) {
      byte[] image = new byte[CHANNELS * SIDE * SIDE];
      random.nextBytes(image);
      pixels.add(image);
    }
    NativeRuntime.inNewThread(
        "outputs",
        () -> {
          try (Network network = Backend.initial(spec)) {
            TrainedModel model = new TrainedModel(read, network.parameters(), null);
            float[][] expected = network.outputs(Images.values(pixels, spec.input()), 3);
            int[] sizes = {SIDE * 4, SIDE * 3, 5, 3};
            for (int layer = 0; layer < sizes.length; layer++) {
              try (Inference inference = Inference.upTo(model, layer)) {
                float[][] outputs = inference.outputs(pixels);
                assertThat(outputs).hasDimensions(3, sizes[layer]);
                assertThat(outputs[0]).isNotEqualTo(outputs[1]);
                if (layer == sizes.length - 1) {
                  assertThat(outputs).isDeepEqualTo(expected);
                }
              }
            }
          }
          return true;
        });
  }

  @Test
  void hierarchicalLstmOfTheFifthReportHasItsParametersLayerByLayer() {
    NetworkSpec spec =
        TrialSpecs.spec(
            """
            layers:
              - lstm: { units: 128, timeDistributed: true }
              - lstm: { units: 128 }
              - output: { units: 5 }
            """,
            1,
            28,
            5);
    assertThat(LayerSummary.of(spec))
        .extracting(LayerSummary::name, layer -> layer.shape().label(), LayerSummary::parameters)
        .containsExactly(
            tuple("lstm1", "28x128", 66_560L),
            tuple("lstm2", "128", 131_584L),
            tuple("output1", "5", 645L)); // 198,789 in all
  }

  @Test
  void layersOverRowsHaveTheirParameters() {
    NetworkSpec spec =
        TrialSpecs.spec(
            """
            layers:
              - gru: { units: 20, returns: sequence }
              - lstm: { units: 20, returns: sequence }
              - rnn: { units: 20 }
              - output: { units: 10 }
            """,
            1,
            28,
            10);
    assertThat(LayerSummary.of(spec))
        .extracting(LayerSummary::name, layer -> layer.shape().label(), LayerSummary::parameters)
        .containsExactly(
            tuple("gru1", "28x20", 3L * 20 * (28 + 20) + 4 * 20),
            tuple("lstm1", "28x20", 4L * 20 * (20 + 20 + 1)),
            tuple("rnn1", "20", 20L * (20 + 20 + 1)),
            tuple("output1", "10", 210L));
  }

  @Test
  void initialWeightsAreAsDeclared() throws Exception {
    NetworkSpec spec = TrialSpecs.spec(WIDE, 1, 64, 3);
    Parameters parameters = initial(spec);
    List<Parameters.Range> ranges = parameters.ranges();
    assertThat(deviation(parameters, ranges.get(0)))
        .isCloseTo(Math.sqrt(2.0 / (64 + 32)), within(0.01));
    assertOrthogonal(parameters, ranges.get(1), 32, 4);
    float[] biases =
        Arrays.copyOfRange(parameters.values(), ranges.get(2).offset(), end(ranges, 2));
    float[] expected = new float[4 * 32];
    Arrays.fill(expected, 32, 64, 1); // those of the forget gate
    assertThat(biases).isEqualTo(expected);
    assertThat(initial(TrialSpecs.spec(WIDE, 1, 64, 3)).values()).isEqualTo(parameters.values());
    assertThat(initial(TrialSpecs.spec(WIDE + "seed: 1\n", 1, 64, 3)).values())
        .isNotEqualTo(parameters.values());
  }

  @Test
  void initialisationReachesRecurrentNetworks() throws Exception {
    String[] words = NetworkParameters.INITIALISATIONS.keySet().toArray(String[]::new);
    for (String word : words) {
      Parameters parameters =
          initial(TrialSpecs.spec(WIDE + "initialisation: " + word + "\n", 1, 64, 3));
      double expected =
          switch (word) {
            case "zeros" -> 0;
            case "xavier", "xavierUniform" -> Math.sqrt(2.0 / (64 + 32));
            case "he", "heUniform" -> Math.sqrt(2.0 / 64);
            default -> Math.sqrt(1.0 / 64);
          };
      assertThat(deviation(parameters, parameters.ranges().get(0)))
          .isCloseTo(expected, within(0.01));
    }
  }

  private static final String WIDE = "layers:\n  - lstm: { units: 32 }\n  - output: { units: 3 }\n";

  private static Parameters initial(NetworkSpec spec) throws Exception {
    return NativeRuntime.inNewThread(
        "initial",
        () -> {
          try (Chain chain = OneDnnNetwork.chain(spec)) {
            InitialWeights.of(spec.settings()).drawInto(chain.parameters());
            return chain.parameters();
          }
        });
  }

  private static int end(List<Parameters.Range> ranges, int index) {
    return ranges.get(index).offset() + ranges.get(index).length();
  }

  private static double deviation(Parameters parameters, Parameters.Range range) {
    double squares = 0;
    for (int i = range.offset(); i < range.offset() + range.length(); i++) {
      squares += (double) parameters.values()[i] * parameters.values()[i];
    }
    return Math.sqrt(squares / range.length());
  }

  private static void assertOrthogonal(
      Parameters parameters, Parameters.Range range, int units, int gates) {
    float[] values = parameters.values();
    for (int gate = 0; gate < gates; gate++) {
      for (int a = 0; a < units; a++) {
        for (int b = 0; b < units; b++) {
          double product = 0;
          for (int o = 0; o < units; o++) {
            int place = range.offset() + gate * units + o;
            product += values[place + a * gates * units] * values[place + b * gates * units];
          }
          assertThat(product).isCloseTo(a == b ? 1 : 0, within(1e-5));
        }
      }
    }
  }

  @Test
  void shapesThatDoNotFitSayWhatToDo() {
    assertThatThrownBy(
            () -> spec("- dense: { units: 9 }\n- gru: { units: 4 }\n- output: { units: 3 }"))
        .hasMessage(
            "layer 'gru1' takes a sequence or feature maps, but gets 9 units; set returns: sequence"
                + " in the recurrent layer before it, or move it before the dense layers");
    assertThatThrownBy(
            () -> spec("- lstm: { units: 4, returns: sequence }\n- output: { units: 3 }"))
        .hasMessage(
            "layer 'output1' takes units, but gets a sequence of 6x4, steps x features; let the"
                + " recurrent layer return the last step, or add a flatten");
    assertThatThrownBy(
            () -> spec("- lstm: { units: 4, returns: sequence }\n- pool\n- output: { units: 3 }"))
        .hasMessage(
            "layer 'pool1' takes feature maps, but gets 6x4, steps x features; move it before the"
                + " recurrent layers");
    assertThatThrownBy(
            () ->
                spec(
                    "- lstm: { units: 4, returns: sequence }\n- batchNorm\n- output: { units: 3 }"))
        .hasMessage(
            "layer 'batchNorm1' takes feature maps or units, but gets a sequence of 6x4, steps x"
                + " features");
    assertThatThrownBy(
            () ->
                spec(
                    "- lstm: { units: 4, timeDistributed: true, returns: sequence }\n"
                        + "- output: { units: 3 }"))
        .hasMessage(
            "layer 'lstm1' is timeDistributed, which takes the last step of each row; leave out"
                + " returns: sequence");
  }

  @Test
  void backendThatLacksALayerIsAProblem() {
    String layers = "layers:\n  - lstm: { units: 4 }\n  - output: { units: 3 }\n";
    assertThat(Backend.of(settings(layers), LayerKinds.builtIn())).isEqualTo(Backend.ONEDNN);
    assertThat(NetworkParameters.problems(settings(layers), LayerKinds.builtIn())).isEmpty();
    assertThat(
            NetworkParameters.problems(settings(layers + "backend: dl4j\n"), LayerKinds.builtIn()))
        .containsExactly(
            "backend: dl4j does not have this lstm layer; leave backend out, or set onednn");
    assertThat(
            NetworkParameters.problems(
                settings(
                    layers.replace(
                        "  - output", "  - dense: { units: 4, activation: softsign }\n  - output")),
                LayerKinds.builtIn()))
        .containsExactly(
            "layers: no backend has both this dense layer and this lstm layer; the first is for"
                + " dl4j alone, the second for onednn");
    assertThat(
            NetworkParameters.problems(
                settings(
                    layers
                        .replace("units: 4", "units: 4, returns: sequence")
                        .replace("  - output", "  - flatten\n  - batchNorm\n  - output")),
                LayerKinds.builtIn()))
        .isEmpty();
  }

  private static NetworkSpec spec(String layers) {
    return spec(layers, 2);
  }

  private static NetworkSpec spec(String layers, int threads) {
    return TrialSpecs.spec(
        "layers:\n" + layers.indent(2) + "threads: " + threads + "\nseed: 5\n",
        CHANNELS,
        SIDE,
        CLASSES);
  }
}
