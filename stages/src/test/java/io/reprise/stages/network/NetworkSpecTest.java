package io.reprise.stages.network;

import static io.reprise.stages.network.TrialSpecs.settings;
import static io.reprise.stages.network.TrialSpecs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkSpecTest {

  private static final String CM1 =
      """
      layers:
        - conv: { filters: 32, kernel: 3, padding: same, activation: relu }
        - pool
        - conv: { filters: 32, kernel: 3, activation: relu }
        - dense: { units: 256, activation: relu }
        - output: { units: 5 }
      """;

  @Test
  void filterConfigurationNetworkOfTheFirstReportHasItsParametersLayerByLayer() {
    String yaml =
        """
        layers:
          - conv: { filters: 8, kernel: 4, padding: same, activation: relu }
          - batchNorm
          - conv: { filters: 32, kernel: 3, padding: same, activation: relu }
          - batchNorm
          - pool
          - conv: { filters: 32, kernel: 3, padding: same, activation: relu }
          - batchNorm
          - pool
          - dropout: { rate: 0.25 }
          - flatten
          - dense: { units: 512, activation: relu }
          - dropout: { rate: 0.5 }
          - dense: { units: 256, activation: relu }
          - dropout: { rate: 0.5 }
          - output: { units: 10 }
        """;
    assertThat(LayerSummary.of(spec(yaml, 1, 28, 10)))
        .extracting(LayerSummary::name, layer -> layer.shape().label(), LayerSummary::parameters)
        .containsExactly(
            tuple("conv1", "8x28x28", 136L),
            tuple("batchNorm1", "8x28x28", 32L),
            tuple("conv2", "32x28x28", 2336L),
            tuple("batchNorm2", "32x28x28", 128L),
            tuple("pool1", "32x14x14", 0L),
            tuple("conv3", "32x14x14", 9248L),
            tuple("batchNorm3", "32x14x14", 128L),
            tuple("pool2", "32x7x7", 0L),
            tuple("dropout1", "32x7x7", 0L),
            tuple("flatten1", "1568", 0L),
            tuple("dense1", "512", 803_328L),
            tuple("dropout2", "512", 0L),
            tuple("dense2", "256", 131_328L),
            tuple("dropout3", "256", 0L),
            tuple("output1", "10", 2570L));
  }

  @Test
  void networkOfTheFourthReportHasItsTrainableParameters() {
    String yaml =
        """
        layers:
          - conv: { filters: 10, kernel: 3 }
          - batchNorm
          - activation: { function: relu }
          - pool
          - conv: { filters: 20, kernel: 3 }
          - batchNorm
          - activation: { function: relu }
          - conv: { filters: 40, kernel: 3 }
          - batchNorm
          - activation: { function: relu }
          - conv: { filters: 80, kernel: 3 }
          - batchNorm
          - activation: { function: relu }
          - pool
          - dense: { units: 265, activation: relu }
          - dropout: { rate: 0.5 }
          - output: { units: 5 }
        """;
    assertThat(trainable(yaml, 5)).isEqualTo(230_735);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "16 8 | 416 1160 8010 | 16x12x12 8x10x10 10",
        "32 16 8 256 | 832 4624 1160 131328 2570 | 32x12x12 16x10x10 8x8x8 256 10",
        "32 16 8 4 72 | 832 4624 1160 292 10440 730" + " | 32x12x12 16x10x10 8x8x8 4x6x6 72 10",
        "32 16 8 4 2 | 832 4624 1160 292 74 330 | 32x12x12 16x10x10 8x8x8 4x6x6 2x4x4 10",
      })
  void networksOfTheSecondReportHaveTheirParametersLayerByLayer(
      String widths, String parameters, String shapes) {
    StringBuilder yaml = new StringBuilder("layers:\n");
    for (String width : widths.split(" ")) {
      boolean first = yaml.indexOf("conv") < 0;
      yaml.append(
          Integer.parseInt(width) > 32
              ? "  - dense: { units: " + width + ", activation: sigmoid }\n"
              : "  - conv: { filters: "
                  + width
                  + ", kernel: "
                  + (first ? "5, stride: 2" : "3")
                  + ", activation: relu }\n");
    }
    List<LayerSummary> layers =
        LayerSummary.of(spec(yaml + "  - output: { units: 10 }", 1, 28, 10));
    assertThat(layers)
        .extracting(layer -> Long.toString(layer.parameters()))
        .containsExactly(parameters.split(" "));
    assertThat(layers)
        .extracting(layer -> layer.shape().label())
        .containsExactly(shapes.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "512 256 64 256 512, 401920 131328 16448 16640 131584 402192, 1100112",
    "600 550 512 550 600, 471000 330550 282112 282150 330600 471184, 2167596",
  })
  void autoencodersOfTheFourthReportHaveTheirParametersLayerByLayer(
      String widths, String parameters, long all) {
    StringBuilder yaml = new StringBuilder("target: input\nlayers:\n");
    for (String width : widths.split(" ")) {
      yaml.append("  - dense: { units: " + width + ", activation: relu }\n");
    }
    yaml.append("  - output: { units: 784, activation: sigmoid, loss: mse }\n");
    List<LayerSummary> layers = LayerSummary.of(spec(yaml.toString(), 1, 28, 5));
    assertThat(layers)
        .extracting(layer -> Long.toString(layer.parameters()))
        .containsExactly(parameters.split(" "));
    assertThat(layers.stream().mapToLong(LayerSummary::parameters).sum()).isEqualTo(all);
  }

  @Test
  void networksOfTheFifthReportHaveTheirParameters() {
    assertThat(trainable(CM1, 5)).isEqualTo(1_190_757);
    assertThat(
            trainable(
                """
                layers:
                  - conv: { filters: 32, kernel: 3, padding: same, activation: relu }
                  - conv: { filters: 64, kernel: 3, activation: relu }
                  - pool
                  - conv: { filters: 32, kernel: 3, activation: relu }
                  - dense: { units: 256, activation: relu }
                  - dense: { units: 128, activation: relu }
                  - output: { units: 5 }
                """,
                5))
        .isEqualTo(1_062_309);
    assertThat(
            trainable(
                """
                layers:
                  - conv: { filters: 32, kernel: 3, padding: same, activation: relu }
                  - pool
                  - dropout: { rate: 0.3 }
                  - conv: { filters: 32, kernel: 3, activation: relu }
                  - pool
                  - dropout: { rate: 0.3 }
                  - dense: { units: 256, activation: relu }
                  - dropout: { rate: 0.5 }
                  - dense: { units: 64, activation: relu }
                  - output: { units: 5 }
                """,
                5))
        .isEqualTo(321_509);
    assertThat(
            trainable(
                """
                layers:
                  - conv: { filters: 32, kernel: 3, padding: same, activation: relu }
                  - pool
                  - conv: { filters: 64, kernel: 3, activation: relu }
                  - conv: { filters: 128, kernel: 3, activation: relu }
                  - conv: { filters: 128, kernel: 3, activation: relu }
                  - conv: { filters: 256, kernel: 3, activation: relu }
                  - conv: { filters: 256, kernel: 3, activation: relu }
                  - pool
                  - dense: { units: 1024, activation: relu }
                  - dense: { units: 512, activation: relu }
                  - dense: { units: 256, activation: relu }
                  - output: { units: 5 }
                """,
                5))
        .isEqualTo(2_832_517);
  }

  @Test
  void mapOfTwoKindsIsToldFromAMisspelledKind() {
    assertThatThrownBy(
            () -> settings("layers: [output: {units: 2}]\noptimizer: {adam: {}, sgd: {}}"))
        .hasMessage(
            "test:2: optimizer is adam and sgd, but can be one only; to have another, set it as a"
                + " whole, such as {sgd: {...}}");
    assertThatThrownBy(() -> settings("layers: [{output: {units: 2}, convv: {filters: 3}}]"))
        .hasMessage("test:1: layers[0] cannot be 'convv'; did you mean 'conv'?");
  }

  @Test
  void namesAreUniqueThoughAKindEndsWithANumber() {
    List<Settings.Variant> layers = new ArrayList<>();
    layers.add(new Settings.Variant("dense1", new Settings(Map.of())));
    for (int i = 0; i < 12; i++) {
      layers.add(new Settings.Variant("dense", new Settings(Map.of())));
    }
    assertThat(NetworkSpec.named(layers, LayerKinds.builtIn()))
        .extracting(LayerSpec::name)
        .doesNotHaveDuplicates()
        .startsWith("dense11", "dense1", "dense2")
        .endsWith("dense10", "dense12", "dense13");
  }

  @Test
  void layerThatItsInputDoesNotFitIsNamed() {
    assertThatThrownBy(
            () ->
                spec(
                    "layers: [pool: {size: 6}, conv: {filters: 2, kernel: 5}, output: {units: 2}]",
                    1,
                    12,
                    2))
        .hasMessage("layer 'conv1' has a kernel of 5, but its input's height is only 2");
    assertThatThrownBy(
            () -> spec("layers: [dense: {units: 9}, pool, output: {units: 2}]", 1, 12, 2))
        .hasMessage(
            "layer 'pool1' takes feature maps, but gets 9 units; move it before the dense layers");
  }

  @Test
  void layerThatPutsOutMoreThanCanBeCountedIsNamed() {
    assertThatThrownBy(
            () ->
                spec("layers: [conv: {filters: 65536, kernel: 1}, output: {units: 2}]", 1, 300, 2))
        .hasMessage(
            "layer 'conv1' would put out 65536x300x300, more than 2 billion numbers an example; set"
                + " fewer filters or units, or another stride");
    assertThatThrownBy(
            () ->
                spec(
                    """
                    layers:
                      - lstm: {units: 8, returns: sequence}
                      - dense: {units: 1048576}
                      - lstm: {units: 8}
                      - output: {units: 2}
                    """,
                    1,
                    3000,
                    2))
        .hasMessageContaining("would put out 3000x1048576, more than 2 billion numbers");
  }

  @Test
  void outputOfAnotherSizeThanTheClassesSaysWhichToSet() {
    assertThatThrownBy(() -> spec("layers: [output: {units: 10}]", 1, 4, 2))
        .hasMessage(
            "the output layer has 10 units, but the examples have 2 classes (class 0, class 1);"
                + " set units: 2");
  }

  @Test
  void automaticNamesKeepOutOfTheWayOfGivenOnes() {
    assertThat(
            spec(
                    "layers: [dense: {units: 3}, dense: {units: 4, name: dense1}, output: {units:"
                        + " 2}]",
                    1,
                    4,
                    2)
                .layers())
        .extracting(LayerSpec::name)
        .containsExactly("dense2", "dense1", "output1");
  }

  @Test
  void batchNormAfterFlattenIsAProblem() {
    String before = "layers:\n  - conv: { filters: 2, kernel: 3 }\n";
    assertThat(
            NetworkParameters.problems(
                settings(before + "  - flatten\n  - batchNorm\n  - output: { units: 2 }\n"),
                LayerKinds.builtIn()))
        .singleElement()
        .asString()
        .contains("a batchNorm after flatten is still of feature maps");
    assertThat(
            NetworkParameters.problems(
                settings(
                    before
                        + "  - batchNorm\n  - flatten\n  - dense: { units: 3 }\n  - batchNorm\n"
                        + "  - output: { units: 2 }\n"),
                LayerKinds.builtIn()))
        .isEmpty();
  }

  @Test
  void onlyWhatOneDnnHasMayAskForIt() {
    String layers = "layers:\n  - dense: { units: 3, activation: %s }\n  - output: { units: 2 }\n";
    assertThat(
            NetworkParameters.problems(
                settings(layers.replace("%s", "softsign") + "backend: onednn\n"),
                LayerKinds.builtIn()))
        .singleElement()
        .asString()
        .contains("onednn does not have this dense layer");
    assertThat(Backend.of(settings(layers.replace("%s", "softsign")), LayerKinds.builtIn()))
        .isEqualTo(Backend.DL4J);
    assertThat(
            Backend.of(
                settings(layers.replace("%s", "relu") + "backend: dl4j\n"), LayerKinds.builtIn()))
        .isEqualTo(Backend.DL4J);
  }

  @Test
  void problemsOfLayersTogetherAreFound() {
    assertThat(
            NetworkParameters.problems(
                settings(
                    """
                    layers:
                      - dense: { units: 3, name: a }
                      - output: { units: 2, name: a }
                      - dense: { units: 4 }
                    frozen: [b]
                    """),
                LayerKinds.builtIn()))
        .containsExactly(
            "layers: the last must be an output, such as - output: { units: 10 }",
            "layers[1]: an output must be the last layer; use dense here",
            "layers[1]: another layer is already called 'a'",
            "frozen: there is no layer 'b'; did you mean 'a'?");
    assertThat(NetworkParameters.problems(settings(CM1), LayerKinds.builtIn())).isEmpty();
  }

  private static long trainable(String yaml, int classes) {
    assertThat(LayerSummary.of(spec(yaml + "backend: dl4j\n", 1, 28, classes)))
        .isEqualTo(LayerSummary.of(spec(yaml, 1, 28, classes)));
    return LayerSummary.of(spec(yaml, 1, 28, classes)).stream()
        .mapToLong(LayerSummary::trainable)
        .sum();
  }
}
