package io.reprise.pipelines.cli;

import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.plan.Plan.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan's stages and what flows between them, in several languages. */
final class PlanGraph {

  private PlanGraph() {}

  /**
   * Mermaid: stages are numbered, since a stage's name may be a word of the language, such as
   * {@code end}, or look like an arrow.
   */
  static String mermaid(Plan plan) {
    List<String> names = plan.names();
    StringBuilder text = new StringBuilder("graph TD\n");
    for (PlannedStage stage : plan.stages()) {
      String id = "s" + (names.indexOf(stage.name()) + 1);
      text.append(String.format(Locale.ROOT, "  %s[\"%s\"]\n", id, label(stage)));
      for (Source source : stage.inputs().values()) {
        int from = names.indexOf(source.stage()) + 1;
        text.append(
            String.format(Locale.ROOT, "  s%d -->|\"%s\"| %s\n", from, source.output(), id));
      }
    }
    return text.toString();
  }

  static String dot(Plan plan) {
    StringBuilder text = new StringBuilder("digraph {\n");
    for (PlannedStage stage : plan.stages()) {
      text.append(
          String.format(Locale.ROOT, "  \"%s\" [label=\"%s\"]\n", stage.name(), label(stage)));
      for (Source source : stage.inputs().values()) {
        text.append(
            String.format(
                Locale.ROOT,
                "  \"%s\" -> \"%s\" [label=\"%s\"]\n",
                source.stage(),
                stage.name(),
                source.output()));
      }
    }
    return text.append("}\n").toString();
  }

  /** For JSON. */
  static Map<String, @Nullable Object> toMap(Plan plan) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("pipeline", plan.pipeline());
    map.put("stages", plan.stages().stream().map(PlanGraph::toMap).toList());
    return map;
  }

  private static Map<String, @Nullable Object> toMap(PlannedStage stage) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    stage.inputs().forEach((name, source) -> inputs.put(name, source.toString()));
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", stage.name());
    map.put("type", stage.stage().type().name());
    map.put("inputs", inputs);
    return map;
  }

  private static String label(PlannedStage stage) {
    return stage.name() + " (" + stage.stage().type().name() + ")";
  }
}
