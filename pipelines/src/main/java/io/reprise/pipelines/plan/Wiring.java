package io.reprise.pipelines.plan;

import io.reprise.pipelines.definition.PipelineDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.StageDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.Wire;
import io.reprise.pipelines.plan.Plan.Source;
import io.reprise.schemas.problem.Nearest;
import io.reprise.stages.spi.StageType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Connects inputs to outputs, and checks that what flows is what the input takes. */
final class Wiring {

  private final List<String> names;
  private final Map<String, ConfiguredStage> stages;
  private final Consumer<String> problems;

  Wiring(
      PipelineDefinition definition,
      Map<String, ConfiguredStage> stages,
      Consumer<String> problems) {
    this.names = definition.stages().stream().map(StageDefinition::name).toList();
    this.stages = stages;
    this.problems = problems;
  }

  Map<String, Source> inputs(StageDefinition stage) {
    StageType type = configured(stage.name()).type();
    Map<String, Source> sources = new TreeMap<>();
    stage
        .inputs()
        .forEach(
            (name, wire) -> {
              Source source = source(stage, type, name, wire);
              if (source != null) {
                sources.put(name, source);
              }
            });
    for (StageType.Input input : type.inputs()) {
      boolean given =
          input.name().equals(StageType.ANY_NAME)
              ? !stage.inputs().isEmpty()
              : stage.inputs().containsKey(input.name());
      if (input.required() && !given) {
        problems.accept(
            stage
                .at()
                .says(
                    "input '"
                        + input.name()
                        + "' of stage '"
                        + stage.name()
                        + "' is missing: "
                        + input.content().label()
                        + candidates(input, stage)));
      }
    }
    return sources;
  }

  private @Nullable Source source(StageDefinition stage, StageType type, String name, Wire wire) {
    StageType.Input input = type.input(name).orElse(null);
    if (input == null) {
      List<String> inputs = type.inputs().stream().map(StageType.Input::name).toList();
      String none = type.name() + " takes no input '" + name + "'" + Nearest.hint(name, inputs);
      return wrong(wire, none);
    }
    if (!names.contains(wire.stage())) {
      return wrong(
          wire, "there is no stage '" + wire.stage() + "'" + Nearest.hint(wire.stage(), names));
    }
    if (!stages.containsKey(wire.stage()) || !configured(wire.stage()).hasKnownOutputs()) {
      return null; // its type is unknown or its settings are wrong, which is said elsewhere
    }
    List<String> outputNames = configured(wire.stage()).outputNames();
    if (wire.output() == null && outputNames.size() == 1) {
      return check(stage, input, name, new Source(wire.stage(), outputNames.get(0)), wire);
    }
    if (wire.output() == null || !outputNames.contains(wire.output())) {
      String asked = wire.output() == null ? "" : " '" + wire.output() + "'";
      String hint = Nearest.hint(wire.output() == null ? "" : wire.output(), outputNames);
      return wrong(
          wire,
          wire.output() == null
              ? "say which output of '" + wire.stage() + "'" + hint
              : "'" + wire.stage() + "' has no output" + asked + hint);
    }
    return check(stage, input, name, new Source(wire.stage(), wire.output()), wire);
  }

  private @Nullable Source check(
      StageDefinition stage, StageType.Input input, String name, Source source, Wire wire) {
    StageType.Output output = configured(source.stage()).output(source.output()).orElseThrow();
    if (!input.content().takes(output.content())) {
      return wrong(
          wire,
          "input '"
              + name
              + "' of stage '"
              + stage.name()
              + "' takes "
              + input.content().label()
              + ", but "
              + source
              + " is "
              + output.content().label());
    }
    return source;
  }

  private @Nullable Source wrong(Wire wire, String problem) {
    problems.accept(wire.at().says(problem));
    return null;
  }

  private String candidates(StageType.Input input, StageDefinition stage) {
    List<String> fitting =
        stages.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(stage.name()))
            .flatMap(
                entry ->
                    entry.getValue().outputs().stream()
                        .filter(output -> input.content().takes(output.content()))
                        .map(output -> entry.getKey() + "." + output.name()))
            .toList();
    return fitting.isEmpty() ? "" : ", such as " + String.join(", ", fitting);
  }

  private ConfiguredStage configured(String stage) {
    ConfiguredStage known = stages.get(stage);
    if (known == null) {
      throw new IllegalArgumentException("no stage type for " + stage);
    }
    return known;
  }
}
