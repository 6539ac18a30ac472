package io.reprise.stages.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network with its parameters: the files {@code network.json}, its declaration, and {@code
 * parameters.bin}, its parameters layer by layer in Deeplearning4j's order, those of batch
 * normalisation with running mean and variance, and those of recurrent layers in oneDNN's: weights
 * of the input, weights from step to step, biases; where its training was validated, {@code
 * validation.json}, how well that went.
 */
public final class TrainedModel {

  private static final String NETWORK = "network.json";
  private static final String PARAMETERS = "parameters.bin";
  private static final String VALIDATION = "validation.json";
  private static final ObjectMapper JSON = new ObjectMapper(Json.factory());

  private final NetworkSpec spec;
  private final float[] parameters;
  private final @Nullable Validation validation;

  /**
   * @param validation null where there was none
   */
  public TrainedModel(NetworkSpec spec, float[] parameters, @Nullable Validation validation) {
    this.spec = spec;
    this.parameters = parameters.clone();
    this.validation = validation;
  }

  public NetworkSpec spec() {
    return spec;
  }

  /** Of the training that the model comes from. */
  public Optional<Validation> validation() {
    return Optional.ofNullable(validation);
  }

  /** All, layer by layer, in the order of {@code parameters.bin}. */
  public float[] parameters() {
    return parameters.clone();
  }

  /**
   * The network alone, without its parameters.
   *
   * @param kinds of layers that it may have
   */
  public static NetworkSpec loadSpec(InputFiles model, LayerKinds kinds) throws IOException {
    return NetworkJson.read(StageFiles.readBytes(model.file(NETWORK)), NETWORK, kinds);
  }

  /**
   * @param kinds of layers that it may have
   */
  public static TrainedModel load(InputFiles model, LayerKinds kinds) throws IOException {
    return new TrainedModel(
        loadSpec(model, kinds),
        FloatBytes.toFloats(StageFiles.readBytes(model.file(PARAMETERS))),
        model.all().stream().anyMatch(file -> file.name().equals(VALIDATION))
            ? JSON.readValue(StageFiles.readBytes(model.file(VALIDATION)), Validation.class)
            : null);
  }

  /**
   * @param output its name
   */
  public void write(Attempt attempt, String output) throws IOException {
    byte[] json = NetworkJson.write(spec);
    attempt.write(output, NETWORK, out -> out.write(json));
    byte[] numbers = FloatBytes.of(parameters);
    attempt.write(output, PARAMETERS, out -> out.write(numbers));
    if (validation != null) {
      attempt.writeText(
          output,
          VALIDATION,
          String.format(
              Locale.ROOT, "{\"rows\":%d,\"right\":%d}\n", validation.rows(), validation.right()));
    }
  }

  /**
   * The index of a layer.
   *
   * @throws ReportedException when none has this name
   */
  public int layer(String name) {
    List<String> names = spec.layers().stream().map(LayerSpec::name).toList();
    int index = names.indexOf(name);
    if (index < 0) {
      throw new ReportedException(
          "the model has no layer '" + name + "'" + Nearest.hint(name, names));
    }
    return index;
  }

  /** The layer before the output layer. */
  public int penultimateLayer() {
    return spec.layers().size() - 2;
  }

  /**
   * @throws ReportedException when the examples are not such as the model was trained for
   */
  public void check(ExampleFacts examples) {
    Shape.Image images = new Shape.Image(examples.channels(), examples.height(), examples.width());
    if (!images.equals(spec.input())) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "the model takes images of %s, but the examples are %s (channels x height x width)",
              spec.input().label(),
              images.label()));
    }
  }
}
