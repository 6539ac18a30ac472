package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.StageTrial;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.LayerProvider;
import io.reprise.stages.network.NetworkMemory;
import io.reprise.stages.network.NetworkParameters;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.Shape;
import io.reprise.stages.network.TrialExamples;
import io.reprise.stages.network.TrialSpecs;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Kinds of layers that do not come with Reprise. */
class ProvidedLayerTest {

  /** Forward passes until one fails; negative for never. */
  private static final AtomicInteger UNTIL_FAILURE = new AtomicInteger(-1);

  private static final LayerKinds KINDS =
      LayerKinds.with(List.of(new Provided("double"), new Separable()));

  @TempDir private Path folder;

  private static final class Twice extends BaseActivationFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
      if (UNTIL_FAILURE.getAndDecrement() == 0) {
        throw new IllegalStateException("no power");
      }
      return in.muli(2);
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
      return new Pair<>(epsilon.muli(2), null);
    }
  }

  private record Provided(String kind, List<Parameter> parameters) implements LayerProvider {
    private Provided(String kind) {
      this(kind, List.of());
    }

    @Override
    public Layer layer(Settings settings) {
      return new ActivationLayer(new Twice());
    }
  }

  /** One of Deeplearning4j's own, which has parameters and changes the shape. */
  private record Separable() implements LayerProvider {
    @Override
    public String kind() {
      return "separable";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(Parameter.required("filters", ParameterType.integer(1, 100), "how many"));
    }

    @Override
    public Layer layer(Settings settings) {
      return new ConvolutionLayer.Builder(3, 3).nOut(settings.integer("filters")).build();
    }
  }

  @BeforeEach
  void writeExamples() throws IOException {
    TrialExamples.write(folder.resolve("train"), 40, 40, 1);
    TrialExamples.write(folder.resolve("validation"), 20, 20, 2);
  }

  private StageTrial trial(String name) throws IOException {
    return new StageTrial(new TrainStage(KINDS), folder.resolve(name))
        .key(name)
        .with(
            """
            layers:
              - separable: { filters: 3 }
              - double
              - dense: { units: 6, activation: tanh }
              - output: { units: 3 }
            epochs: 3
            batchSize: 20
            threads: 1
            optimizer: { adam: { learningRate: 0.01 } }
            """)
        .in("train", folder.resolve("train"))
        .in("validation", folder.resolve("validation"));
  }

  @Test
  void trainingThatFailedGoesOnAndEndsWithTheBytesOfAnUndisturbedOne() throws Exception {
    Path undisturbed = trial("undisturbed").run();

    UNTIL_FAILURE.set(7); // 3 passes an epoch: in the third
    assertThatThrownBy(() -> trial("failed").run()).hasStackTraceContaining("no power");
    Path checkpoint = folder.resolve("failed/checkpoints/failed/training.checkpoint");
    assertThat(checkpoint).exists();
    UNTIL_FAILURE.set(1_000);
    Path continued = trial("failed").run();
    assertThat(UNTIL_FAILURE.get()).isBetween(1_000 - 5, 1_000 - 3); // one epoch of three
    assertThat(StageTrial.digests(continued)).isEqualTo(StageTrial.digests(undisturbed));
    assertThat(Files.exists(continued.resolve("model/parameters.bin"))).isTrue();
  }

  @Test
  void shapesAreDeeplearning4jsAndWhatDoesNotFitIsOneLine() throws Exception {
    Settings settings = trial("a").settings();
    NetworkSpec spec = NetworkSpec.of(settings, facts(5), KINDS);
    assertThat(spec.shapes())
        .startsWith(new Shape.Image(3, 3, 3), new Shape.Image(3, 3, 3), new Shape.Units(6));
    assertThatThrownBy(() -> NetworkSpec.of(settings, facts(2), KINDS))
        .isInstanceOf(ReportedException.class)
        .hasMessage("layer 'separable1' cannot take 1x2x2: 3x0x0 would come out");
  }

  private static ExampleFacts facts(int side) {
    return new ExampleFacts("trial", side, side, 1, List.of("a", "b", "c"), 1);
  }

  @Test
  void flattenThatWouldNotReachTheLayerIsReported() {
    Settings settings =
        TrialSpecs.settings(
            "layers: [flatten, dropout: { rate: 0.5 }, double, output: { units: 3 }]", KINDS);
    assertThat(NetworkParameters.problems(settings, KINDS))
        .containsExactly(
            "layers: the flatten before this double layer has no effect on it; leave the flatten"
                + " out");
  }

  @Test
  void parametersOfTheLayerAreInTheMemoryEstimate() {
    String layers =
        "layers: [separable: { filters: %d }, pool: { size: 30 }, output: { units: 3 }]";
    long few = estimate(String.format(Locale.ROOT, layers, 1));
    long many = estimate(String.format(Locale.ROOT, layers, 100));
    long parameters = 99 * (3 * 9 + 1);
    long activations = 99 * (30 * 30 + 1) * 4;
    assertThat(many - few).isGreaterThanOrEqualTo(Float.BYTES * (16 * parameters + activations));
  }

  private static long estimate(String yaml) {
    return NetworkMemory.estimate(TrialSpecs.settings(yaml, KINDS), KINDS, 1, 1);
  }

  @Test
  void wordThatIsTakenIsReported() {
    assertThatThrownBy(() -> LayerKinds.with(List.of(new Provided("conv"))))
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("calls its kind of layer 'conv', which there is already; rename");
    assertThatThrownBy(() -> LayerKinds.with(List.of(new Provided("a"), new Provided("a"))))
        .hasMessageContaining("'a', which there is already");
    assertThatThrownBy(() -> LayerKinds.with(List.of(new Provided("a/b"))))
        .hasMessageEndingWith("calls its kind of layer 'a/b'; take a word of letters and digits");
    Parameter taken = Parameter.required("name", ParameterType.text(), "of whom");
    assertThatThrownBy(() -> LayerKinds.with(List.of(new Provided("a", List.of(taken)))))
        .hasMessageEndingWith(
            "declares the parameter 'name', which every layer or itself has already; rename it");
  }
}
