package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.record.Epoch;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Layer;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.StageTrial;
import io.reprise.stages.network.TrialExamples;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainStageTest {

  static final String LAYERS =
      """
      layers:
        - conv: { filters: 4, kernel: 3, padding: same, activation: relu }
        - pool
        - batchNorm
        - dropout: { rate: 0.2 }
        - dense: { units: 16, activation: relu, name: embedding }
        - output: { units: 3 }
      batchSize: 32
      """;

  @TempDir Path folder;
  private Path train;
  private Path validation;

  @BeforeEach
  void writeExamples() throws IOException {
    train = TrialExamples.write(folder.resolve("train"), 200, 90, 1);
    validation = TrialExamples.write(folder.resolve("validation"), 100, 100, 2);
  }

  @Test
  void twoRunsGiveTheSameBytesWhateverTheWorkers() throws IOException {
    String with = LAYERS + "epochs: 3";
    assertThat(StageTrial.digests(trial("a", with).threads(1).run()))
        .containsKeys("model/network.json", "model/parameters.bin", "history/00000.parquet")
        .isEqualTo(StageTrial.digests(trial("b", with).threads(4).run()));
  }

  @Test
  void numberOfNativeThreadsIsRememberedByTheModel() throws IOException {
    Path model = trial("a", LAYERS + "epochs: 1\nthreads: 1").run().resolve("model/network.json");
    assertThat(Files.readString(model)).contains("\"threads\" : 1");
  }

  @Test
  void easyClassesAreLearnt() throws IOException {
    Path artifact =
        trial(
                "a",
                LAYERS + "epochs: 8\ntrainAccuracy: true\noptimizer: {adam: {learningRate: 0.01}}")
            .run();
    List<Epoch> history = read(artifact, "history", Epoch.class);
    assertThat(history).extracting(Epoch::getEpoch).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    Epoch last = history.get(7);
    assertThat(last.getValidationAccuracy()).isGreaterThan(0.95);
    assertThat(last.getTrainAccuracy()).isGreaterThan(0.95);
    assertThat(last.getTrainLoss()).isLessThan(history.get(0).getTrainLoss() / 2);
    assertThat(metrics(artifact))
        .containsEntry("trainLoss", last.getTrainLoss())
        .containsEntry("validationLoss", last.getValidationLoss())
        .containsEntry("validationAccuracy", last.getValidationAccuracy())
        .containsEntry("epochs", 8.0)
        .containsEntry("modelEpoch", 8.0)
        .containsEntry("trainableParameters", 40.0 + 8 + 2320 + 51)
        .containsEntry("parameters", 40.0 + 16 + 2320 + 51);
    assertThat(read(artifact, "layers", Layer.class))
        .extracting(Layer::getName)
        .containsExactly("conv1", "pool1", "batchNorm1", "dropout1", "embedding", "output1");
  }

  @Test
  void scheduleLowersTheLearningRate() throws IOException {
    Path artifact =
        trial("a", LAYERS + "epochs: 5\nschedule: {step: {every: 2, factor: 0.1}}").run();
    assertThat(read(artifact, "history", Epoch.class))
        .extracting(Epoch::getLearningRate)
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
        .containsExactly(1e-3, 1e-3, 1e-4, 1e-4, 1e-5);
  }

  @Test
  void classWeightsAreThoseOfTheClasses() throws IOException {
    List<String> classes = List.of("left", "middle", "right");
    List<Integer> labels = List.of(0, 0, 0, 2);
    assertThat(weights("classWeights: balanced", classes, labels))
        .containsExactly(4 / 3.0 / 3, 0, 4 / 3.0);
    assertThat(weights("classWeights: { byClass: { weights: { right: 3 } } }", classes, labels))
        .containsExactly(1, 1, 3);
    assertThat(weights("", classes, labels)).isEmpty();
    assertThatThrownBy(
            () -> trial("a", LAYERS + "classWeights: { byClass: { weights: { rigth: 3 } } }").run())
        .hasMessage("classWeights: the examples have no class 'rigth'; did you mean 'right'?");
  }

  private double[] weights(String with, List<String> classes, List<Integer> labels)
      throws IOException {
    return ClassWeights.of(trial("w", LAYERS + with).settings(), classes, labels);
  }

  @Test
  void whatDeeplearning4jLacksIsOneLine() {
    assertThatThrownBy(
            () ->
                trial(
                        "a",
                        LAYERS
                            + "backend: dl4j\nclassWeights: balanced\nlabelSmoothing: 0.1\n"
                            + "optimizer: { sgd: { momentum: 0.9, nesterov: false } }")
                    .settings())
        .hasMessageContainingAll(
            "backend: dl4j does not have classWeights; leave backend out, or set onednn",
            "backend: dl4j does not have labelSmoothing; leave",
            "backend: dl4j does not have momentum without nesterov; leave");
    assertThatThrownBy(
            () ->
                trial("b", LAYERS + "optimizer: adaDelta\nschedule: cosine\nwarmup: 10").settings())
        .hasMessageContainingAll(
            "schedule: adaDelta has no learning rate that could fall; leave it out",
            "warmup: adaDelta has no learning rate that could rise; leave it out");
  }

  @Test
  void plateauWithoutValidationSaysWhatToWire() {
    assertThatThrownBy(
            () ->
                new StageTrial(new TrainStage(), folder.resolve("a"))
                    .with(LAYERS + "schedule: { plateau: { factor: 0.5, patience: 2 } }")
                    .in("train", train)
                    .run())
        .hasMessage("schedule.plateau needs examples to measure on: wire the input 'validation'");
  }

  private static final String ENCODER =
      """
        - dense: { units: 40, activation: relu, name: encoder1 }
        - batchNorm: { name: encoder2 }
        - dense: { units: 8, activation: relu, name: code }
      """;
  private static final String AUTOENCODER =
      "layers:\n"
          + ENCODER
          + """
        - output: { units: 144, activation: sigmoid, loss: mse, name: reconstruction }
      target: input
      augmentation: { gaussianNoise: 0.1 }
      epochs: 3
      optimizer: { adam: { learningRate: 0.01 } }
      """;

  @Test
  void autoencoderLearnsItsInputAndAClassifierGoesOnFromItsEncoder() throws IOException {
    Path encoder = trial("encoder", AUTOENCODER + "trainAccuracy: true").run();
    List<Epoch> history = read(encoder, "history", Epoch.class);
    assertThat(history.get(2).getTrainLoss()).isLessThan(history.get(0).getTrainLoss() / 1.05);
    assertThat(history.get(2).getValidationLoss()).isLessThan(0.08);
    assertThat(history).extracting(Epoch::getValidationAccuracy).containsOnlyNulls();
    assertThat(history).extracting(Epoch::getTrainAccuracy).containsOnlyNulls();
    assertThat(encoder.resolve("warnings")).doesNotExist();
    assertThat(StageTrial.digests(trial("again", AUTOENCODER + "trainAccuracy: true").run()))
        .isEqualTo(StageTrial.digests(encoder));

    String classifier = "layers:\n" + ENCODER + "  - output: { units: 3 }\nepochs: 1\n";
    Path frozen =
        trial("frozen", classifier + "frozen: [encoder1, encoder2, code]")
            .in("from", encoder.resolve("model"))
            .run();
    int count = 4 * (144 * 40 + 40 + 160 + 40 * 8 + 8);
    assertThat(Arrays.copyOf(parameters(frozen), count))
        .isEqualTo(Arrays.copyOf(parameters(encoder), count));
    assertThat(metrics(frozen)).containsEntry("trainableParameters", 27.0);
    Path free = trial("free", classifier).in("from", encoder.resolve("model")).run();
    Path anew = trial("anew", classifier).run();
    assertThat(Arrays.copyOf(parameters(free), count))
        .isNotEqualTo(Arrays.copyOf(parameters(encoder), count));
    assertThat(parameters(free)).isNotEqualTo(parameters(anew));
  }

  @Test
  void trainingGoesOnFromAnotherModelOnBothBackends() throws IOException {
    String without = LAYERS + "epochs: 1\noptimizer: { sgd: { learningRate: 0 } }\n";
    Path first = trial("first", LAYERS + "epochs: 1\n").run();
    for (String backend : List.of("onednn", "dl4j")) {
      Path second =
          trial(backend, without + "backend: " + backend + "\nseed: 5\n")
              .in("from", first.resolve("model"))
              .run();
      // Of the first layer: further ones have running statistics behind them.
      assertThat(Arrays.copyOf(parameters(second), 4 * 40))
          .isEqualTo(Arrays.copyOf(parameters(first), 4 * 40));
    }
  }

  @Test
  void modelThatHasNothingInCommonIsOneLine() throws IOException {
    Path first = trial("first", LAYERS + "epochs: 1\n").run();
    assertThatThrownBy(
            () ->
                trial("a", "layers: [dense: { units: 4, name: x }, output: { units: 3, name: y }]")
                    .in("from", first.resolve("model"))
                    .run())
        .hasMessage(
            "from: the model has no layer with parameters of a name that is here; its layers are"
                + " batchNorm1, conv1, embedding, output1: name those that are to go on likewise");
    assertThatThrownBy(
            () ->
                trial("b", "layers: [dense: { units: 4, name: embedding }, output: { units: 3 }]")
                    .in("from", first.resolve("model"))
                    .run())
        .hasMessage(
            "from: layer 'embedding' is a dense of 580 parameters (4 units), and the model's of this"
                + " name a dense of 2,320 parameters (16 units); give it another name to let it"
                + " begin anew");
    assertThatThrownBy(
            () ->
                trial(
                        "c",
                        LAYERS.replace("name: embedding", "name: embeding") + "frozen: [embeding]")
                    .in("from", first.resolve("model"))
                    .run())
        .hasMessage(
            "frozen: the model of 'from' has no layer 'embeding', which would stay at random numbers;"
                + " name it as there, or take it out of frozen; did you mean 'embedding'?");
  }

  /** A branch of 7 + 21 numbers and a projection of 7 + 21, or a branch of 7 + 49 alone. */
  @Test
  void asManyParametersInOtherPlacesAreNotTakenOver() throws IOException {
    String layers =
        "layers:\n  - conv: { name: c%1$d, filters: %1$d, kernel: 4, stride: 4 }\n"
            + "  - residual: { name: r, layers: [conv: { filters: 7, kernel: 1 }] }\n"
            + "  - output: { units: 3, name: o%1$d }\nepochs: 1\n";
    Path first = trial("first", String.format(Locale.ROOT, layers, 3)).run();
    assertThatThrownBy(
            () ->
                trial("b", String.format(Locale.ROOT, layers, 7))
                    .in("from", first.resolve("model"))
                    .run())
        .hasMessage(
            "from: layer 'r' is for inputs of depth 7, and the model's of this name of 3; give it"
                + " another name to let it begin anew");
  }

  @Test
  void kernelIsTheSameHoweverItIsDeclared() throws IOException {
    String layers =
        "layers: [conv: { filters: 2, KERNEL, padding: same }, output: { units: 3, name: NAME }]\n"
            + "epochs: 1\n";
    Path first = trial("first", layers.replace("KERNEL", "kernel: 3").replace("NAME", "a")).run();
    String declared = "kernel: 5, kernelHeight: 3, kernelWidth: 3";
    Path second =
        trial("b", layers.replace("KERNEL", declared).replace("NAME", "b") + "frozen: [conv1]")
            .in("from", first.resolve("model"))
            .run();
    assertThat(Arrays.copyOf(parameters(second), 4 * 20))
        .isEqualTo(Arrays.copyOf(parameters(first), 4 * 20));
    String other = "kernel: 3, kernelHeight: 1, kernelWidth: 9";
    assertThatThrownBy(
            () ->
                trial("c", layers.replace("KERNEL", other).replace("NAME", "c"))
                    .in("from", first.resolve("model"))
                    .run())
        .hasMessageContaining("(2 filters of 1x9), and the model's of this name a conv of 20");
  }

  @Test
  void layersThatAreFrozenAtRandomNumbersAreAWarning() throws IOException {
    String layers =
        "layers: [flatten: { name: f }, dense: { units: 8, name: a }, output: { units: 3 }]\n"
            + "epochs: 1\nfrozen: [f, a]\n";
    Path first = trial("first", layers).run();
    assertThat(Files.readString(first.resolve("warnings/train.txt")))
        .contains(
            "frozen: a stay at random numbers, since the input 'from' has no model: is one"
                + " missing?\n");
    Path second = trial("second", layers).in("from", first.resolve("model")).run();
    Path others = second.resolve("warnings/train.txt");
    assertThat(Files.exists(others) ? Files.readString(others) : "").doesNotContain("at random");
  }

  @Test
  void freezingAllLayersThatHaveParametersIsAnError() {
    assertThatThrownBy(
            () ->
                trial(
                        "a",
                        "layers: [flatten, dense: { units: 4 }, dropout: { rate: 0.1 },"
                            + " output: { units: 3 }]\nfrozen: [dense1, output1]")
                    .settings())
        .hasMessage("frozen: with all layers frozen there is nothing to train");
  }

  @Test
  void residualLayerGoesOnFromAModelOfTheSame() throws IOException {
    String layers =
        """
        layers:
          - residual: { layers: [conv: { filters: 2, kernel: 3, padding: same }, batchNorm] }
          - output: { units: 3 }
        epochs: 1
        """;
    Path first = trial("first", layers).run();
    Path frozen =
        trial("frozen", layers + "seed: 9\nfrozen: [residual1]\n")
            .in("from", first.resolve("model"))
            .run();
    int count = 4 * (2 * 9 + 2 + 8 + 2 + 2);
    assertThat(Arrays.copyOf(parameters(frozen), count))
        .isEqualTo(Arrays.copyOf(parameters(first), count));
    assertThat(parameters(frozen)).isNotEqualTo(parameters(first));
  }

  @Test
  void targetInputSaysWhatItNeeds() {
    assertThatThrownBy(
            () ->
                trial(
                        "a",
                        """
                        layers: [output: { units: 3 }]
                        target: input
                        labelSmoothing: 0.1
                        classWeights: balanced
                        earlyStopping: { patience: 2, on: accuracy }
                        """)
                    .settings())
        .hasMessageContainingAll(
            "target: input needs a loss of numbers: set loss: mse in the output layer",
            "labelSmoothing: with target: input there are no labels; leave it out",
            "classWeights: with target: input there are no classes; leave it out",
            "on: with target: input there is no accuracy; set on: loss");
    assertThatThrownBy(() -> trial("b", AUTOENCODER.replace("units: 144", "units: 3")).run())
        .hasMessage(
            "the output layer has 3 units, but with target: input there is one for each of the 144"
                + " numbers of an image (1x12x12); set units: 144");
  }

  @Test
  void augmentationIsAnotherInEachEpochAndTheSameInEachRun() throws IOException {
    String with =
        LAYERS
            + "epochs: 2\naugmentation: { flipHorizontal: 0.5, shift: 2, erasing: 0.5, rotation: 9 }";
    Path one = trial("a", with).run();
    assertThat(StageTrial.digests(trial("b", with).threads(4).run()))
        .isEqualTo(StageTrial.digests(one));
    assertThat(parameters(trial("c", LAYERS + "epochs: 2").run())).isNotEqualTo(parameters(one));
  }

  @Test
  void memoryOfSequencesIsEstimated() throws IOException {
    String hierarchical =
        """
        layers: [lstm: { units: 128, timeDistributed: true }, lstm: { units: 128 }, output: { units: 5 }]
        """;
    long mebibyte = 1 << 20;
    // The pipeline e5-hlstm takes 2.2 GB.
    assertThat(memory(hierarchical) / mebibyte).isBetween(2200L, 6000L);
    assertThat(memory(LAYERS) / mebibyte).isBetween(96L, 200L);
    assertThat(memory("layers: [pool: { size: 40 }, output: { units: 5 }]") / mebibyte)
        .isEqualTo(96);
  }

  private long memory(String with) throws IOException {
    return new TrainStage().memory(trial("m", with).settings(), 0);
  }

  @Test
  void earlyStoppingKeepsTheBestEpoch() throws IOException {
    // Much too fast, so that it soon gets worse.
    String with =
        LAYERS
            + "epochs: 30\noptimizer: {adam: {learningRate: 0.05}}\nearlyStopping: {patience: 2}";
    Path artifact = trial("a", with).run();
    int best = (int) metric(artifact, "bestEpoch");
    List<Epoch> history = read(artifact, "history", Epoch.class);
    assertThat(history).hasSize(best + 2);
    assertThat(metrics(artifact))
        .containsEntry("modelEpoch", (double) best)
        .containsEntry("validationLoss", history.get(best - 1).getValidationLoss());
    Path upToBest = trial("b", with.replace("epochs: 30", "epochs: " + best)).run();
    assertThat(artifact.resolve("model/parameters.bin"))
        .hasSameBinaryContentAs(upToBest.resolve("model/parameters.bin"));
  }

  @Test
  void orderAndSeedReachTheModel() throws IOException {
    String with = LAYERS + "epochs: 1\n";
    byte[] shuffled = parameters(trial("a", with).run());
    assertThat(parameters(trial("b", with + "shuffle: false").run())).isNotEqualTo(shuffled);
    assertThat(parameters(trial("c", with + "seed: 1").run())).isNotEqualTo(shuffled);
  }

  @Test
  void divergenceIsOneLineWithTheEpochAndAWayOut() {
    assertThatThrownBy(
            () ->
                trial("a", LAYERS + "epochs: 3\noptimizer: {sgd: {learningRate: 1000}}\nl2: 1000")
                    .run())
        .hasMessageMatching(
            "the loss is not a number in epoch \\d, batch \\d of 7: try a lower"
                + " optimizer.sgd.learningRate than 1000.0");
  }

  @Test
  void divergenceInTheLastUpdateIsNotPassedOn() {
    // The only update makes each weight huge: finite yet, but not what comes out of ten layers.
    String with =
        "layers: ["
            + "dense: {units: 16}, ".repeat(10)
            + "output: {units: 3}]\n"
            + "batchSize: 200\nepochs: 1\noptimizer: {sgd: {learningRate: 1000}}\nl2: 1000";
    assertThatThrownBy(() -> trial("a", with).run())
        .hasMessage(
            "the loss is not a number after epoch 1: try a lower optimizer.sgd.learningRate than"
                + " 1000.0");
  }

  /** A relu of oneDNN makes 0 of NaN: loss and parameters are finite, and nothing was learned. */
  @Test
  void divergenceThatAReluHidesIsNotPassedOn() {
    String with =
        "layers: ["
            + "dense: {units: 16, activation: relu}, ".repeat(14)
            + "output: {units: 3}]\n"
            + "batchSize: 200\nepochs: 1\noptimizer: {sgd: {learningRate: 1000}}\nl2: 1000";
    assertThatThrownBy(() -> trial("a", with).run())
        .hasMessageMatching(
            "(layer 'dense\\d+' puts out what is no finite number after training|the loss is not a"
                + " number after epoch 1): try a lower optimizer.sgd.learningRate than 1000.0");
  }

  @Test
  void parametersAreAskedOneByOne() {
    assertThat(Divergence.isFinite(new float[] {0, -1, Float.MAX_VALUE})).isTrue();
    assertThat(Divergence.isFinite(new float[] {0, Float.NaN, 1})).isFalse();
    assertThat(Divergence.isFinite(new float[] {0, 1, Float.NEGATIVE_INFINITY})).isFalse();
  }

  @Test
  void lossThatNeverMovesIsSaidAloud() throws IOException {
    Path artifact =
        trial(
                "a",
                """
                layers:
                  - conv: { filters: 4, kernel: 3, activation: relu }
                  - dense: { units: 8 }
                  - activation: { function: relu }
                  - output: { units: 3 }
                initialisation: zeros
                shuffle: false
                epochs: 3
                optimizer: {sgd: {learningRate: 0.000001}}
                """)
            .run();
    assertThat(Files.readAllLines(artifact.resolve("warnings/train.txt")))
        .containsExactly(
            "the training loss never moves: 1.0986 after the first epoch and 1.0986 after the last"
                + " of 3; initialisation zeros keeps all units of a layer alike: take xavier",
            "layer 'conv1': 4 of 4 relu feature maps are 0 for each of 200 training examples; look"
                + " at the learning rate and the initialisation",
            "layer 'activation1': 8 of 8 relu units are 0 for each of 200 training examples; look"
                + " at the learning rate and the initialisation");
  }

  @Test
  void trainingAsItShouldBeWarnsOfNothing() throws IOException {
    assertThat(trial("a", LAYERS + "epochs: 2").run().resolve("warnings")).doesNotExist();
  }

  @Test
  void earlyStoppingWithoutValidationSaysWhatToWire() {
    assertThatThrownBy(
            () ->
                new StageTrial(new TrainStage(), folder.resolve("a"))
                    .with(LAYERS + "earlyStopping: {patience: 2}")
                    .in("train", train)
                    .run())
        .hasMessage("earlyStopping needs examples to measure on: wire the input 'validation'");
  }

  @Test
  void labelWithoutClassIsNamed() throws IOException {
    List<Example> examples = new ArrayList<>(TrialExamples.examples(3, 1));
    examples.set(1, TrialExamples.example(1, 7, new byte[144]));
    train = TrialExamples.write(folder.resolve("wrong"), examples, 10, List.of("a", "b", "c"));
    assertThatThrownBy(() -> trial("a", LAYERS).run())
        .hasMessage(
            "train/shard0/00000.parquet: the example with id 1 has label 7, but there are 3"
                + " classes, from 0");
  }

  @Test
  void exampleOfTheDeclarationIsRight() throws IOException {
    String with = new TrainStage().type().example().split("with:\\n", 2)[1].indent(-2);
    assertThat(trial("a", with).settings().integer("epochs")).isEqualTo(5);
  }

  @Test
  void problemsAreFoundBeforeAnythingRuns() {
    assertThatThrownBy(() -> trial("a", "layers: [dense: {units: 3}]").settings())
        .hasMessage("layers: the last must be an output, such as - output: { units: 10 }");
  }

  private StageTrial trial(String name, String with) throws IOException {
    return new StageTrial(new TrainStage(), folder.resolve(name))
        .with(with)
        .in("train", train)
        .in("validation", validation);
  }

  private static byte[] parameters(Path artifact) throws IOException {
    return Files.readAllBytes(artifact.resolve("model/parameters.bin"));
  }

  private static double metric(Path artifact, String name) throws IOException {
    return Objects.requireNonNull(metrics(artifact).get(name));
  }

  private static Map<String, Double> metrics(Path artifact) throws IOException {
    TreeMap<String, Double> metrics = new TreeMap<>();
    read(artifact, "metrics", Metric.class)
        .forEach(metric -> metrics.put(metric.getName(), metric.getValue()));
    return metrics;
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    List<T> records = new ArrayList<>();
    String shard = Tables.shardName(0);
    Tables.forEach(
        StageTrial.file(shard, artifact.resolve(output).resolve(shard)), type, records::add);
    return records;
  }
}
