package io.reprise.stages.visualize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.network.Images;
import io.reprise.stages.network.Inference;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.Shape;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.network.TrialSpecs;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainNetworkTest {

  private static final String ALL_KINDS =
      """
      layers:
        - conv: { filters: 4, kernel: 3, padding: same, stride: 2, activation: leakyRelu, alpha: 0.2 }
        - batchNorm: { epsilon: 0.01 }
        - pool: { kind: average, size: 2, stride: 1 }
        - conv: { filters: 5, kernelHeight: 2, kernelWidth: 3, kernel: 1, activation: tanh }
        - pool: { size: 2, stride: 1 }
        - activation: { function: relu }
        - dropout: { rate: 0.5 }
        - flatten
        - dense: { units: 7, activation: elu }
        - batchNorm: {}
        - dense: { units: 6, activation: sigmoid }
        - output: { units: 4 }
      """;

  /** Counted by hand from the declaration; the network checks that none is left over. */
  private static final int PARAMETERS =
      (4 + 4 * 3 * 9)
          + 4 * 4
          + (5 + 5 * 4 * 2 * 3)
          + (7 * 5 * 3 * 2 + 7)
          + 4 * 7
          + (6 * 7 + 6)
          + (4 * 6 + 4);

  @Test
  void probabilitiesAreThoseOfTheBackend() {
    TrainedModel model = randomModel(spec(ALL_KINDS), PARAMETERS, 5);
    byte[] pixels = new byte[3 * 11 * 11];
    new Random(8).nextBytes(pixels);
    float[] expected;
    try (Inference inference = Inference.of(model)) {
      expected = inference.outputs(List.of(pixels))[0];
    }
    Shape.Image shape = model.spec().input();
    PlainNetwork network = PlainNetwork.of(model);
    double[] scores = network.show(Images.values(List.of(pixels), shape)).scores();
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    for (int label = 0; label < scores.length; label++) {
      assertThat(Math.exp(scores[label]) / sum).isCloseTo(expected[label], within(2e-6));
    }
  }

  @Test
  void gradientIsTheNumericalOne() {
    TrainedModel model = randomModel(spec(ALL_KINDS), PARAMETERS, 6);
    PlainNetwork network = PlainNetwork.of(model);
    double[] image = new Random(9).doubles(3 * 11 * 11).toArray();
    for (int label = 0; label < 4; label++) {
      double[] gradient = network.show(image).gradient(label);
      assertThat(Shades.greatest(gradient)).isGreaterThan(1e-4);
      double step = 1e-6;
      for (int pixel = 0; pixel < image.length; pixel += 5) {
        double[] more = image.clone();
        more[pixel] += step;
        double[] less = image.clone();
        less[pixel] -= step;
        double numerical =
            (network.show(more).scores()[label] - network.show(less).scores()[label]) / (2 * step);
        assertThat(gradient[pixel]).as("pixel %d", pixel).isCloseTo(numerical, within(1e-7));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "identity",
        "relu",
        "leakyRelu",
        "elu",
        "selu",
        "gelu",
        "swish",
        "softplus",
        "softsign",
        "tanh",
        "sigmoid",
        "hardSigmoid"
      })
  void slopeIsTheNumericalOne(String word) {
    Nonlinearity function = new Nonlinearity(word, 0.3);
    for (double x : new double[] {-31, -3.1, -0.7, 0.2, 1.9, 40}) {
      double numerical = (function.value(x + 1e-6) - function.value(x - 1e-6)) / 2e-6;
      assertThat(function.slope(x)).as("%s at %s", word, x).isCloseTo(numerical, within(1e-7));
    }
  }

  /** conv 3, stride 2, then pool 2, then conv 3 same: 3 + 1 * 2 + 2 * 4 = 13 rows, 4 a step. */
  @Test
  void receptiveFieldGrowsWithWindowsAndSteps() {
    NetworkSpec spec =
        spec(
            """
            layers:
              - conv: { filters: 1, kernel: 3, stride: 2 }
              - pool: { size: 2 }
              - conv: { filters: 1, kernel: 3, padding: same }
              - output: { units: 4 }
            """);
    int parameters = 1 + 27 + 1 + 9 + 4 * 4 + 4;
    ReceptiveField field = PlainNetwork.of(randomModel(spec, parameters, 1)).field(2);
    assertThat(field).isEqualTo(new ReceptiveField(13, 13, 4, -4, -4));
    assertThat(field.top(1)).isZero();
  }

  @Test
  void recurrentLayersAreAnError() {
    NetworkSpec spec =
        spec("layers: [ { lstm: { units: 3, name: memory } }, { output: { units: 4 } } ]");
    assertThatThrownBy(() -> PlainNetwork.of(new TrainedModel(spec, new float[9], null)))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith(
            "layer 'memory' is of the kind lstm, which cannot be looked into; this is for networks"
                + " of conv, pool,");
  }

  private static NetworkSpec spec(String yaml) {
    return TrialSpecs.spec(yaml, 3, 11, 4);
  }

  /** Those of batch normalisation that are logarithms become deviations from 0.3 to 3. */
  private static TrainedModel randomModel(NetworkSpec spec, int count, long seed) {
    Random random = new Random(seed);
    float[] parameters = new float[count];
    for (int i = 0; i < count; i++) {
      parameters[i] = random.nextFloat() - 0.5f;
    }
    return new TrainedModel(spec, parameters, null);
  }
}
