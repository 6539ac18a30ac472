package io.reprise.pipelines.plan;

import io.reprise.pipelines.definition.PipelineDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.StageDefinition;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.ParameterFields;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks a definition against the stage types and puts its stages in order. */
public final class Planner {

  private final PipelineDefinition definition;
  private final StageTypes types;
  private final List<String> problems = new ArrayList<>();

  private Planner(PipelineDefinition definition, StageTypes types) {
    this.definition = definition;
    this.types = types;
  }

  /**
   * @throws ReportedException with one line for each thing that is wrong
   */
  public static Plan plan(PipelineDefinition definition, StageTypes types) {
    return new Planner(definition, types).plan();
  }

  private Plan plan() {
    Map<String, ConfiguredStage> stages = new LinkedHashMap<>();
    for (StageDefinition stage : definition.stages()) {
      types
          .find(stage.uses())
          .ifPresentOrElse(
              type -> stages.put(stage.name(), configured(stage, type)), () -> unknownType(stage));
    }
    Wiring wiring = new Wiring(definition, stages, problems::add);
    Map<String, PlannedStage> planned = new HashMap<>();
    for (StageDefinition stage : definition.stages()) {
      ConfiguredStage known = stages.get(stage.name());
      if (known != null) {
        planned.put(
            stage.name(),
            new PlannedStage(
                stage.name(),
                known.stage(),
                known.settings(),
                known.outputs(),
                wiring.inputs(stage)));
      }
    }
    List<String> order = StageOrder.of(definition, problems::add);
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    return new Plan(
        definition.name(),
        definition.file(),
        definition.description(),
        definition.jars().stream().map(PipelineDefinition.Jar::path).toList(),
        order.stream().map(planned::get).toList());
  }

  private ConfiguredStage configured(StageDefinition stage, Stage type) {
    List<String> wrong = new ArrayList<>();
    Settings settings =
        new Settings(
            ParameterFields.resolve(type.type().parameters(), stage.with(), "", wrong::add));
    if (wrong.isEmpty()) {
      type.problems(settings)
          .forEach(problem -> wrong.add(stage.at().says(stage.name() + ": " + problem)));
    }
    problems.addAll(wrong);
    return wrong.isEmpty()
        ? new ConfiguredStage(type, type.canonical(settings), type.outputs(settings))
        : new ConfiguredStage(type, settings, type.type().outputs());
  }

  private void unknownType(StageDefinition stage) {
    problems.add(
        stage
            .usesAt()
            .says(
                "unknown stage type '"
                    + stage.uses()
                    + "'"
                    + Nearest.hint(stage.uses(), types.names())));
  }
}
