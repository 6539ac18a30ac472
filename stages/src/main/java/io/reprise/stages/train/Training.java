package io.reprise.stages.train;

import io.reprise.schemas.digest.CanonicalEncoder;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.NativeFacts;
import io.reprise.stages.network.NativeMemory;
import io.reprise.stages.network.NativeRuntime;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.Work;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The whole work of the stage. */
final class Training implements Work {

  private static final long serialVersionUID = 1L;
  private static final String TRAIN = "train";
  private static final String VALIDATION = "validation";
  static final String FROM = "from";

  private final StageContext context;
  private final LayerKinds kinds;

  Training(StageContext context, LayerKinds kinds) {
    this.context = context;
    this.kinds = kinds;
  }

  @Override
  public void run(Attempt attempt) throws Exception {
    NativeRuntime.inNewThread("training", () -> train(attempt));
  }

  private boolean train(Attempt attempt) throws IOException, InterruptedException {
    ExampleFacts facts = ExampleFacts.read(context.input(TRAIN));
    NetworkSpec spec = NetworkSpec.of(context.settings(), facts, kinds);
    LabelledImages images = read(TRAIN, context.input(TRAIN), spec);
    LabelledImages validation = validation(facts, spec);
    attempt.machineFacts(NativeFacts.TOPIC, NativeFacts.json(spec));
    TrainingLoop.Outcome outcome = train(spec, images, validation, attempt);
    new TrainingReport(spec, outcome).write(attempt);
    List<String> warnings = new ArrayList<>(new TrainingWarnings(outcome, images).lines());
    frozenAtRandom(spec).ifPresent(warnings::add);
    attempt.warn(TRAIN, warnings);
    NativeMemory.release();
    return true;
  }

  /** Research may ask for it, and a model may have been forgotten. */
  private Optional<String> frozenAtRandom(NetworkSpec spec) {
    List<String> frozen = spec.frozenLayers();
    return frozen.isEmpty() || context.optionalInput(FROM).isPresent()
        ? Optional.empty()
        : Optional.of(
            "frozen: "
                + String.join(", ", frozen)
                + " stay at random numbers, since the input 'from' has no model: is one missing?");
  }

  private TrainingLoop.Outcome train(
      NetworkSpec spec, LabelledImages images, @Nullable LabelledImages validation, Attempt attempt)
      throws IOException, InterruptedException {
    try (TrainingLoop loop = new TrainingLoop(spec, images, validation)) {
      Optional<InputFiles> from = context.optionalInput(FROM);
      if (from.isPresent()) {
        loop.startFrom(TrainedModel.load(from.get(), kinds));
      }
      TrainingLoop.Outcome outcome = loop.run(digest(spec, images, validation, from), context);
      attempt.machineFacts("timing", Json.write(Map.of("epochSeconds", loop.epochSeconds())));
      return outcome;
    }
  }

  private static LabelledImages read(String name, InputFiles files, NetworkSpec spec)
      throws IOException {
    return LabelledImages.read(files, name, spec.input(), spec.classes().size());
  }

  private @Nullable LabelledImages validation(ExampleFacts train, NetworkSpec spec)
      throws IOException {
    InputFiles files = context.optionalInput(VALIDATION).orElse(null);
    if (files == null) {
      unmeasured(spec.settings())
          .ifPresent(
              parameter -> {
                throw new ReportedException(
                    parameter + " needs examples to measure on: wire the input 'validation'");
              });
      return null;
    }
    ExampleFacts facts = ExampleFacts.read(files);
    if (!facts.classes().equals(train.classes())) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "train has the classes %s, but validation has %s",
              String.join(", ", train.classes()),
              String.join(", ", facts.classes())));
    }
    return read(VALIDATION, files, spec);
  }

  /** A parameter that looks at measurements of validation. */
  private static Optional<String> unmeasured(Settings settings) {
    EarlyStopping stopping = EarlyStopping.of(settings);
    if (stopping.isOn() && stopping.criterion().needsValidation()) {
      return Optional.of("earlyStopping");
    }
    Criterion criterion = Schedules.criterion(settings);
    return criterion != null && criterion.needsValidation()
        ? Optional.of("schedule.plateau")
        : Optional.empty();
  }

  /**
   * The engine gives each key a folder of its own; this guards against a mix-up, and against going
   * on on a machine that computes other bits.
   */
  private static Digest digest(
      NetworkSpec spec,
      LabelledImages images,
      @Nullable LabelledImages validation,
      Optional<InputFiles> from) {
    return CanonicalEncoder.digest(
        List.of(
            spec.settings().values(),
            spec.classes(),
            images.size(),
            validation == null ? 0 : validation.size(),
            from.map(Training::digests).orElse(List.of()),
            NativeFacts.reachingBits(spec)));
  }

  private static List<String> digests(InputFiles model) {
    return model.all().stream().map(file -> file.digest().hex()).toList();
  }
}
