package io.reprise.stages.visualize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ActivationStatistics;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.FilterWeights;
import io.reprise.schemas.record.Reconstruction;
import io.reprise.schemas.record.Saliency;
import io.reprise.schemas.record.TopActivation;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.network.TrialSpecs;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.WrittenFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network whose weights are set by hand. Of {@link #IMAGE}, conv1 makes 5 0 1, 1 5 0, 0 1 2; the
 * maxima of its 2 x 2 windows are all 5, the first from place 0, 0 and the others from 1, 1; conv2
 * makes 2.5 and, rectified, 0.
 */
class VisualizeStagesTest {

  private static final int[] IMAGE = {1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0};

  private static final String LAYERS =
      """
      layers:
        - conv: { name: conv1, filters: 1, kernel: 2, activation: relu }
        - pool: { size: 2, stride: 1 }
        - conv: { name: conv2, filters: 2, kernel: 2, activation: relu }
        - output: { units: 2 }
      """;

  private static final float[] PARAMETERS = {
    0,
    2,
    1,
    0,
    3, // conv1: bias, then 2 x 2 weights
    0,
    0,
    -1,
    -1,
    2,
    0.5f,
    -1,
    0,
    0,
    0, // conv2: two biases, then two filters of one channel
    1,
    0,
    0,
    1,
    0.5f,
    0 // output: a row a class, then biases
  };

  @TempDir Path folder;

  private Path model;
  private Path examples;

  @BeforeEach
  void write() throws IOException {
    model = model("model", LAYERS, PARAMETERS);
    examples = examples("examples", List.of(example(7, IMAGE)), 1);
  }

  /**
   * The signal of conv2's only activation, 2.5, goes back by its filter as -2.5, -2.5, 5 and 1.25;
   * unpooled it is -2.5 at 0, 0 and 3.75 at 1, 1; rectified 0 and 3.75; and by conv1's filter 7.5,
   * 3.75, 0 and 11.25 at 1, 1 of the image.
   */
  @Test
  void deconvolutionIsTheOneComputedByHand() throws IOException {
    Path artifact = run(new DeconvolutionStage(), "a", "{ layers: [conv2, conv1] }", 1);
    List<Reconstruction> rows = read(artifact, "reconstructions", Reconstruction.class);
    assertThat(rows)
        .extracting(Reconstruction::getLayerName)
        .containsExactly("conv1", "conv1", "conv2", "conv2");
    float[] expected = {0, 0, 0, 0, 0, 7.5f, 3.75f, 0, 0, 0, 11.25f, 0, 0, 0, 0, 0};
    assertThat(rows.get(2).getMap()).isEqualTo(-1);
    assertThat(values(rows.get(2).getValues())).containsExactly(expected);
    assertThat(rows.get(3).getMap()).isZero();
    assertThat(rows.get(3).getActivation()).isEqualTo(2.5);
    assertThat(values(rows.get(3).getValues())).containsExactly(expected);
    // Of conv1, the strongest activation alone is its filter times 5 at 0, 0.
    float[] alone = {10, 5, 0, 0, 0, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    assertThat(rows.get(1).getActivation()).isEqualTo(5);
    assertThat(values(rows.get(1).getValues())).containsExactly(alone);
    // All of them: the filter at each place, times the activation there.
    float[] all = {10, 5, 2, 1, 2, 26, 5, 3, 0, 5, 20, 2, 0, 0, 3, 6};
    assertThat(values(rows.get(0).getValues())).containsExactly(all);
  }

  @Test
  void strongestImagesOfAFeatureMapHaveTheirParts() throws IOException {
    List<Example> set = new ArrayList<>();
    for (int id = 0; id < 5; id++) {
      int[] image = new int[16];
      image[10] = List.of(0, 51, 255).get(id % 3); // a dot at 2, 2; ids 1 and 4 are alike
      set.add(shaded(id, image));
    }
    examples = examples("dots", set, 5);
    String settings = "{ layers: [conv1], top: 3, maps: [0] }";
    Path artifact = run(new DeconvolutionStage(), "b", settings, 1);
    List<TopActivation> rows = read(artifact, "topActivations", TopActivation.class);
    assertThat(rows).extracting(TopActivation::getId).containsExactly(2L, 1L, 4L);
    TopActivation first = rows.get(0);
    assertThat(first.getActivation()).isEqualTo(3);
    assertThat(List.of(first.getRow(), first.getColumn())).containsExactly(1, 1);
    assertThat(List.of(first.getTop(), first.getLeft())).containsExactly(1, 1);
    assertThat(List.of(first.getPatchHeight(), first.getPatchWidth())).containsExactly(2, 2);
    float[] alone = {0, 0, 0, 0, 0, 6, 3, 0, 0, 0, 9, 0, 0, 0, 0, 0};
    assertThat(values(first.getValues())).containsExactly(alone);
    assertThat(artifact.resolve("pictures/top-conv1.png")).exists();
  }

  @Test
  void saliencyIsTheGradientOfTheClassBeforeSoftmax() throws IOException {
    Path artifact = run(new SaliencyStage(), "c", "{ scale: 1 }", 1);
    Saliency row = read(artifact, "saliency", Saliency.class).get(0);
    assertThat(row.getPredicted()).isZero();
    assertThat(row.getExplained()).isZero();
    assertThat(row.getScore()).isEqualTo(3);
    float[] gradient = {-2, -1, 0, 0, 0, 0, 1.5f, 0, 0, 0, 4.5f, 0, 0, 0, 0, 0};
    assertThat(values(row.getGradient())).containsExactly(gradient);
    BufferedImage picture = ImageIO.read(artifact.resolve("pictures/saliency.png").toFile());
    int second = 8 + 4 + 4; // behind the margin, the image and the gap
    assertThat(picture.getRaster().getSample(second + 2, 8 + 20 + 2, 0)).isEqualTo(255);
    assertThat(picture.getRaster().getSample(second, 8 + 20, 0)).isEqualTo(113); // 255 * 2 / 4.5

    Path other = run(new SaliencyStage(), "d", "{ class: class 1 }", 1);
    Saliency explained = read(other, "saliency", Saliency.class).get(0);
    assertThat(explained.getExplained()).isEqualTo(1);
    assertThat(values(explained.getGradient())).containsOnly(0f);
  }

  @Test
  void filtersAreTheWeights() throws IOException {
    Path artifact = run(new FiltersStage(), "e", "{ layer: conv2 }", 1);
    assertThat(read(artifact, "filters", FilterWeights.class))
        .containsExactly(
            new FilterWeights(0, 0, "conv2", 2, 2, 0f, List.of(-1f, -1f, 2f, 0.5f)),
            new FilterWeights(1, 0, "conv2", 2, 2, 0f, List.of(-1f, 0f, 0f, 0f)));
    BufferedImage picture = ImageIO.read(artifact.resolve("pictures/filters.png").toFile());
    assertThat(picture.getRaster().getSample(8, 28, 0)).isEqualTo(128 - 63); // -1 of 2
    assertThat(picture.getRaster().getSample(8, 28 + 8, 0)).isEqualTo(255);
  }

  @Test
  void activationsAreMeasured() throws IOException {
    Path artifact = run(new ActivationsStage(), "f", "{ bins: 5 }", 1);
    List<ActivationStatistics> rows = read(artifact, "activations", ActivationStatistics.class);
    ActivationStatistics first = rows.get(0);
    assertThat(first.getCount()).isEqualTo(9);
    assertThat(first.getMinimum()).isZero();
    assertThat(first.getMaximum()).isEqualTo(5);
    assertThat(first.getMean()).isCloseTo(15 / 9.0, within(1e-12));
    assertThat(first.getDeviation()).isCloseTo(Math.sqrt(57 / 9.0 - 225 / 81.0), within(1e-12));
    assertThat(first.getZeros()).isCloseTo(3 / 9.0, within(1e-12));
    assertThat(first.getBins()).containsExactly(3L, 3L, 1L, 0L, 2L);
    assertThat(first.getDeadMaps()).isZero();
    assertThat(rows.get(1).getDeadMaps()).isEqualTo(1);
  }

  @Test
  void bytesDependNeitherOnThreadsNorOnShards() throws IOException {
    Random random = new Random(4);
    List<Example> set = new ArrayList<>();
    for (int id = 0; id < 230; id++) {
      set.add(example(id, random.ints(16, 0, 2).toArray()));
    }
    for (Stage stage :
        List.of(
            new DeconvolutionStage(),
            new SaliencyStage(),
            new FiltersStage(),
            new ActivationsStage())) {
      String name = stage.type().name();
      examples = examples(name + 1, set, 230);
      SortedMap<String, String> first = StageTrial.digests(run(stage, name + "x", "{}", 1));
      examples = examples(name + 2, set, 70);
      assertThat(StageTrial.digests(run(stage, name + "y", "{}", 4))).as(name).isEqualTo(first);
    }
  }

  @Test
  void whatCannotBeShownIsAnError() throws IOException {
    assertError(new DeconvolutionStage(), "{ ids: [7, 8] }", "ids: the examples have no id 8");
    assertError(
        new DeconvolutionStage(),
        "{ ids: [] }",
        "ids is empty: leave it out to have images chosen");
    assertError(
        new DeconvolutionStage(),
        "{ maps: [1] }",
        "maps: layer 'conv1' has no feature map 1, but those from 0 to 0");
    assertError(
        new DeconvolutionStage(),
        "{ layers: [output1] }",
        "layer 'output1' has no feature maps, but puts out 2; name a conv or pool layer");
    assertError(
        new ActivationsStage(),
        "{ layers: [conv3] }",
        "the model has no layer 'conv3'; did you mean 'conv1'?");
    assertError(
        new SaliencyStage(),
        "{ class: clas 1 }",
        "the model has no class 'clas 1'; did you mean 'class 1'?");
    assertError(
        new FiltersStage(),
        "{ layer: pool1 }",
        "layer 'pool1' is no conv layer, so it has no filters");
    model = model("dense", "layers: [ { output: { units: 2 } } ]", new float[34]);
    assertError(new FiltersStage(), "{}", "the model has no conv layer, so no filters");
    model = model("diverged", LAYERS, filled(Float.NaN));
    assertError(
        new ActivationsStage(),
        "{}",
        "layer 'conv2' gives no number for id 7; lower the learning rate of its training");
    examples = examples("none", List.of(), 1);
    assertError(
        new SaliencyStage(),
        "{}",
        "there is no example to show; look at the stage that the examples come from");
    assertError(
        new ActivationsStage(),
        "{}",
        "there is no example to measure; look at the stage that the examples come from");
  }

  private static float[] filled(float value) {
    float[] parameters = new float[PARAMETERS.length];
    Arrays.fill(parameters, value);
    return parameters;
  }

  private void assertError(Stage stage, String settings, String message) throws IOException {
    String name = "error" + UUID.randomUUID();
    assertThatThrownBy(() -> run(stage, name, settings, 1))
        .isInstanceOf(ReportedException.class)
        .hasMessage(message);
  }

  private Path run(Stage stage, String name, String settings, int threads) throws IOException {
    StageTrial trial =
        new StageTrial(stage, folder.resolve(name))
            .with(settings)
            .threads(threads)
            .in("model", model);
    return (stage instanceof FiltersStage ? trial : trial.in("examples", examples)).run();
  }

  private Path model(String name, String layers, float[] parameters) throws IOException {
    NetworkSpec spec = TrialSpecs.spec(layers, 1, 4, 2);
    Attempt attempt = new Attempt(TrialFiles.context(folder.resolve(name + "-scratch")));
    new TrainedModel(spec, parameters, null).write(attempt, "model");
    Path target = Files.createDirectories(folder.resolve(name).toAbsolutePath());
    for (WrittenFile file : attempt.files()) {
      Path from = Path.of(file.uri());
      Files.copy(from, target.resolve(from.getFileName()));
    }
    return target;
  }

  private Path examples(String name, List<Example> rows, int rowsPerShard) throws IOException {
    Path target = folder.resolve(name).toAbsolutePath();
    Files.createDirectories(target);
    for (int from = 0; from < Math.max(1, rows.size()); from += rowsPerShard) {
      List<Example> shard = rows.subList(from, Math.min(rows.size(), from + rowsPerShard));
      TrialFiles.table(target.resolve("shard" + from / rowsPerShard), Example.class, shard);
    }
    List<String> classes = List.of("class 0", "class 1");
    TrialFiles.facts(target, new ExampleFacts("hand", 4, 4, 1, classes, rows.size()));
    return target;
  }

  /** Of pixels that are 0 or 1 to the network. */
  private static Example example(long id, int[] image) {
    return shaded(id, Arrays.stream(image).map(pixel -> 255 * pixel).toArray());
  }

  private static Example shaded(long id, int[] image) {
    byte[] pixels = new byte[image.length];
    for (int i = 0; i < image.length; i++) {
      pixels[i] = (byte) image[i];
    }
    return new Example(id, "test", 0, 4, 4, 1, ByteBuffer.wrap(pixels), id, null);
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    return Tables.read(StageTrial.files(artifact.resolve(output)), type);
  }

  private static float[] values(List<Float> list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i);
    }
    return values;
  }
}
