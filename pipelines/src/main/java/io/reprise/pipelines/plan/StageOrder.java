package io.reprise.pipelines.plan;

import io.reprise.pipelines.definition.PipelineDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.StageDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Depth-first topological order, which keeps the file's order where it may. */
final class StageOrder {

  private enum Mark {
    OPEN,
    DONE
  }

  private final Map<String, StageDefinition> stages = new LinkedHashMap<>();
  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final List<String> path = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private final Consumer<String> problems;

  private StageOrder(PipelineDefinition definition, Consumer<String> problems) {
    definition.stages().forEach(stage -> stages.put(stage.name(), stage));
    this.problems = problems;
  }

  /** The stages' names; a cycle is a problem that names all its members. */
  static List<String> of(PipelineDefinition definition, Consumer<String> problems) {
    StageOrder order = new StageOrder(definition, problems);
    order.stages.values().forEach(order::visit);
    return order.order;
  }

  private void visit(StageDefinition stage) {
    if (marks.containsKey(stage.name())) {
      return;
    }
    marks.put(stage.name(), Mark.OPEN);
    path.add(stage.name());
    for (Wire wire : stage.inputs().values()) {
      StageDefinition upstream = stages.get(wire.stage());
      if (upstream == null) {
        continue; // said by the wiring
      }
      if (marks.get(upstream.name()) == Mark.OPEN) {
        List<String> cycle =
            new ArrayList<>(path.subList(path.indexOf(upstream.name()), path.size()));
        cycle.add(upstream.name());
        problems.accept(
            wire.at().says("stages depend on each other: " + String.join(" <- ", cycle)));
      } else {
        visit(upstream);
      }
    }
    path.remove(path.size() - 1);
    marks.put(stage.name(), Mark.DONE);
    order.add(stage.name());
  }
}
