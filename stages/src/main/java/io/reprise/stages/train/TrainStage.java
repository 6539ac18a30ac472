package io.reprise.stages.train;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.optionalInput;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.stages.network.Backend;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.NetworkMemory;
import io.reprise.stages.network.NetworkParameters;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.util.ArrayList;
import java.util.List;

/** Trains a network by gradient descent over batches. */
public final class TrainStage extends OneWorkerStage {

  private static final String EXAMPLE =
      """
      uses: train
      in: { train: augment.examples, validation: ingest.validation }
      with:
        layers:
          - conv: { filters: 32, kernel: 3, padding: same, activation: relu }
          - pool: { kind: max, size: 2 }
          - dense: { name: embedding, units: 64, activation: relu }
          - output: { units: 10, activation: softmax }
        optimizer: { adam: { learningRate: 0.001 } }
        epochs: 5
        batchSize: 100
      """;

  private final LayerKinds kinds;

  /** With the layers that come with Reprise. */
  public TrainStage() {
    this(LayerKinds.builtIn());
  }

  /**
   * @param kinds of layers that networks may have
   */
  public TrainStage(LayerKinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public List<?> extensions() {
    return kinds.provided();
  }

  @Override
  public StageType type() {
    return new StageType(
        "train",
        "Trains a network of declared layers.",
        EXAMPLE,
        parameters(),
        List.of(
            input("train", Content.EXAMPLES, "what the network learns from"),
            optionalInput(
                "validation", Content.EXAMPLES, "what it is measured on after each epoch"),
            optionalInput(
                Training.FROM,
                Content.MODEL,
                "a trained model, whose layers of the same names the training goes on from")),
        List.of(
            output("model", Content.MODEL, "the network with its parameters"),
            output("history", Content.EPOCHS, "loss and accuracy of each epoch"),
            output("layers", Content.LAYERS, "shape and number of parameters of each layer"),
            output("metrics", Content.METRICS, "of the epoch whose parameters the model has")));
  }

  private List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>(NetworkParameters.declared(kinds));
    parameters.add(
        Parameter.withDefault(
            "epochs", ParameterType.integer(1, 100_000), 10L, "passes over the examples"));
    parameters.add(
        Parameter.withDefault(
            "batchSize", ParameterType.integer(1, 1 << 20), 100L, "examples a step"));
    parameters.add(
        Parameter.optional(
            LearningRate.SCHEDULE,
            Schedules.type(),
            "how the learning rate falls from epoch to epoch; else it does not"));
    parameters.add(
        Parameter.withDefault(
            LearningRate.WARMUP,
            ParameterType.integer(0, 100_000),
            0L,
            "epochs before the schedule in which the learning rate rises in equal steps"));
    parameters.add(
        Parameter.optional(
            ClassWeights.PARAMETER,
            ClassWeights.type(),
            "how many times the loss of a class's examples counts in training"));
    parameters.add(
        Parameter.optional(
            Augmentation.PARAMETER,
            Augmentation.type(),
            "changes of the images, drawn anew in each epoch; with target: input, erasing and noise"
                + " change the input alone"));
    parameters.add(
        Parameter.withDefault(
            "shuffle", ParameterType.flag(), true, "a new order of the examples in each epoch"));
    parameters.add(
        Parameter.withDefault(
            "trainAccuracy",
            ParameterType.flag(),
            false,
            "measure it on the training examples after each epoch, which costs a pass"));
    parameters.add(
        Parameter.optional("earlyStopping", EarlyStopping.type(), "else all epochs are trained"));
    return parameters;
  }

  @Override
  public List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>(NetworkParameters.problems(settings, kinds));
    boolean rate = settings.variant("optimizer").settings().has("learningRate");
    if (settings.has(LearningRate.SCHEDULE) && !rate) {
      problems.add("schedule: adaDelta has no learning rate that could fall; leave it out");
    }
    if (settings.integer(LearningRate.WARMUP) > 0 && !rate) {
      problems.add("warmup: adaDelta has no learning rate that could rise; leave it out");
    }
    problems.addAll(targetProblems(settings));
    return problems;
  }

  private static List<String> targetProblems(Settings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.text("target").equals("input")) {
      if (settings.has(ClassWeights.PARAMETER)) {
        problems.add("classWeights: with target: input there are no classes; leave it out");
      }
      if (EarlyStopping.of(settings).criterion() == Criterion.ACCURACY
          || Schedules.criterion(settings) == Criterion.ACCURACY) {
        problems.add("on: with target: input there is no accuracy; set on: loss");
      }
    }
    return problems;
  }

  /** Images, and what the network keeps of a batch. */
  @Override
  public long memory(Settings settings, long inputBytes) {
    return super.memory(settings, inputBytes)
        + NetworkMemory.estimate(settings, kinds, settings.integer("batchSize"), Measurement.BATCH);
  }

  @Override
  public Settings canonical(Settings settings) {
    return Backend.settled(settings, kinds);
  }

  @Override
  public Work work(StageContext context) {
    return new Training(context, kinds);
  }
}
