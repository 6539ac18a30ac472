package io.reprise.pipelines.cli;

import static io.reprise.pipelines.cli.TrainingProject.epoch;
import static io.reprise.pipelines.cli.TrainingProject.layer;
import static io.reprise.pipelines.cli.TrainingProject.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diff} says of models, histories, pictures, class names and seeds. */
class TrainingDiffTest {

  @TempDir private static Path home;

  private static TrainingProject training;
  private static CommandProject project;

  @BeforeAll
  static void firstRun() throws IOException {
    training = new TrainingProject(home);
    project = training.project();
  }

  @BeforeEach
  void reset() throws IOException {
    training.reset();
  }

  private String secondRun(String... options) throws IOException {
    project.run();
    return diff(options);
  }

  private static String diff(String... options) {
    List<String> all = new ArrayList<>(List.of("diff", training.first(), "latest"));
    all.addAll(List.of(options));
    return project.cli(all.toArray(String[]::new)).out();
  }

  private static Map<String, @Nullable Object> json(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--json");
    return Json.readObject(diff(all.toArray(String[]::new)));
  }

  @Test
  void parametersAreSubtractedByLayer() throws IOException {
    training.parameters(3, 4.5f, 1, 0, 0);
    assertThat(secondRun("--only", "models"))
        .contains(
            "fit.model\n  5 parameters; how far each layer's moved:\n",
            "    conv  2 parameters, by 0.5, 0.1 of what they were\n",
            "    out   3 parameters, by 0.0, 0.0 of what they were\n")
        .doesNotContain("pool", "fit.history");
    Map<String, @Nullable Object> json = json("--only", "models");
    Map<String, @Nullable Object> model =
        JsonMaps.map(JsonMaps.maps(json, "outputs").get(0), "agreement");
    assertThat(JsonMaps.real(JsonMaps.maps(model, "layers").get(0), "relative"))
        .isCloseTo(0.1, within(1e-12));
  }

  @Test
  void layersThatOneLacksAreNamedAndNaNIsNotHidden() throws IOException {
    training.write("layers.parquet", layer(0, "conv", 2), layer(1, "out", 1), layer(2, "dense", 1));
    training.weights("1 filters of 1x2", "1 units", "");
    training.parameters(Float.NaN, 4, 5, 6);
    assertThat(secondRun("--only", "models"))
        .contains(
            "  5 -> 4 parameters; how far each layer's moved:\n",
            "    conv   2 parameters, by NaN, NaN of what they were\n",
            "    out    t, 1, 3 parameters (3 units) -> t, 1, 1 parameters (1 units)\n",
            "    dense  only the second has it: t, 1, 1 parameters\n",
            "    pool   only the first has it: t, 1, 0 parameters\n");
    assertThat(json()).containsEntry("firstDifferent", "fit");
  }

  /** A filter of 1x9 has as many numbers as one of 3x3. */
  @Test
  void layersOfOtherShapesAreNotSubtracted() throws IOException {
    training.weights("1 filters of 2x1", "", "3 units");
    assertThat(secondRun("--only", "models"))
        .contains(
            "    conv  t, 1, 2 parameters (1 filters of 1x2) -> t, 1, 2 parameters (1 filters of"
                + " 2x1)\n",
            "    out   3 parameters, by 0.0, 0.0 of what they were\n");
  }

  @Test
  void modelThatDoesNotFitItsTableIsNotComparedWrongly() throws IOException {
    training.parameters(3, 4);
    assertThat(secondRun())
        .contains(
            "not compared: fit.model: parameters.bin has 8 bytes, where its table of layers has 5"
                + " parameters of 4 bytes\n");
  }

  @Test
  void historiesStandOverEachOther() throws IOException {
    training.write("h.parquet", epoch(1, 0.9, 0.95), epoch(2, 0.3, 0.5));
    assertThat(secondRun("--only", "models"))
        .contains(
            "fit.history\n  3 -> 2 epochs\n",
            "  last epoch: epoch 3 (loss 0.4, validation loss 0.7) -> epoch 2 (loss 0.3, validation"
                + " loss 0.5)\n",
            "  least validation loss: epoch 2 (loss 0.5, validation loss 0.6) -> epoch 2 (loss 0.3,"
                + " validation loss 0.5)\n");
    Map<String, @Nullable Object> json = json("--only", "models");
    Map<String, @Nullable Object> history =
        JsonMaps.map(JsonMaps.maps(json, "outputs").get(0), "agreement");
    assertThat(history).containsEntry("bestBefore", 2L).containsEntry("bestAfter", 2L);
    assertThat(JsonMaps.maps(history, "before")).hasSize(3);
  }

  @Test
  void picturesAreComparedByPixel(@TempDir Path out) throws IOException {
    training.picture(40, 30, 12);
    project.write("a.svg", "<svg></svg>");
    assertThat(secondRun("--only", "pictures", "--out", out.toString()))
        .containsPattern("picture a.png: 40 x 30, \\d+ bytes -> 40 x 30, \\d+ bytes; 12 pixels")
        .contains("12 pixels differ, 1.0 %\n", "picture a.svg: 41 bytes -> 11 bytes\n");
    BufferedImage difference =
        ImageIO.read(out.resolve("fit/pictures/a.png.difference.png").toFile());
    assertThat(difference.getRGB(11, 0)).isEqualTo(0xffd0021b);
    assertThat(difference.getRGB(12, 0)).isNotEqualTo(0xffd0021b);
    assertThat(out.resolve("fit/pictures/a.svg.difference.png")).doesNotExist();
  }

  @Test
  void picturesOfOtherSizesAndBrokenOnesAreSaid() throws IOException {
    training.picture(20, 30, 0);
    assertThat(secondRun("--only", "pictures")).contains("; of another size\n");
    project.write("a.png", "no picture");
    assertThat(secondRun("--only", "pictures")).contains("; it cannot be read as PNG: ");
  }

  @Test
  void flipsHaveTheNamesOfTheEvaluatedExamples() throws IOException {
    training.write("p.parquet", prediction(1, 1), prediction(2, 1));
    assertThat(secondRun("--only", "predictions"))
        .contains("  Shirt -> <script>window.hit=1</script>: 1, of which ");
    project.write("_dataset.json", "{\"classes\":[\"Shirt\",\"Boot\"]}");
    assertThat(secondRun("--only", "predictions")).contains("  class 0 -> 1: 1, of which ");
  }

  @Test
  void noiseBetweenSeedsStandsBesideAnAccuracy() throws IOException {
    String rate = "fit.parameters.rate=3";
    String after = project.run("--set", rate).id();
    assertThat(project.cli("diff", training.first(), after, "--only", "metrics").out())
        .contains("noise between seeds:\n  fit: no replicate with another seed in this store\n");
    project.run("--set", "fit.parameters.seed=2");
    project.run("--set", "aside.parameters.seed=2"); // no other accuracy, since it is no other fit
    assertThat(project.cli("diff", training.first(), after, "--only", "metrics").out())
        .contains(
            "  fit, first run: accuracy of 2 seeds 0.8500, standard deviation 0.0707, from 0.8000 to"
                + " 0.9000\n",
            "  fit, second run: no replicate with another seed in this store\n");
    assertThat(JsonMaps.maps(project.json("diff", training.first(), after), "seeds"))
        .singleElement()
        .satisfies(
            noise -> {
              assertThat(JsonMaps.integer(JsonMaps.map(noise, "before"), "seeds")).isEqualTo(2);
              assertThat(noise.get("after")).isNull();
            });
  }
}
