package io.reprise.pipelines.plan;

import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.plan.Plan.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The stages of several plans of one pipeline file, each that they share once: those of one type
 * that have the same parameters and the same inputs, and so the same key.
 *
 * @param plan whose stages have names of their own, which no file can give: {@code train@7}
 * @param plans that it is made of
 * @param nodes for each of them: stage name to the name in {@link #plan}
 * @param uses by name in {@link #plan}: whose stages it stands for, the first of them first
 */
public record UnionPlan(
    Plan plan, List<Plan> plans, List<Map<String, String>> nodes, Map<String, List<Use>> uses) {

  /** A stage of one of the plans, from 0. */
  public record Use(int plan, String stage) {}

  /** What makes stages the same. */
  private record Identity(
      String type, Map<String, @Nullable Object> parameters, Map<String, Source> inputs) {}

  public UnionPlan {
    plans = List.copyOf(plans);
    nodes = List.copyOf(nodes);
    uses = Collections.unmodifiableMap(new LinkedHashMap<>(uses));
  }

  /**
   * @param plans at least one, whose stage types are the same objects
   */
  public static UnionPlan of(List<Plan> plans) {
    Map<Identity, String> known = new HashMap<>();
    List<PlannedStage> stages = new ArrayList<>();
    List<Map<String, String>> nodes = new ArrayList<>();
    Map<String, List<Use>> uses = new LinkedHashMap<>();
    for (Plan plan : plans) {
      Map<String, String> own = new HashMap<>();
      for (PlannedStage stage : plan.stages()) {
        Map<String, Source> inputs = new TreeMap<>();
        stage.inputs().forEach((input, source) -> inputs.put(input, renamed(source, own)));
        Identity identity =
            new Identity(stage.stage().type().name(), stage.settings().values(), inputs);
        String node = known.get(identity);
        if (node == null) {
          node = stage.name() + "@" + stages.size();
          known.put(identity, node);
          stages.add(
              new PlannedStage(node, stage.stage(), stage.settings(), stage.outputs(), inputs));
        }
        own.put(stage.name(), node);
        uses.computeIfAbsent(node, name -> new ArrayList<>())
            .add(new Use(nodes.size(), stage.name()));
      }
      nodes.add(own);
    }
    Plan first = plans.get(0);
    return new UnionPlan(
        new Plan(first.pipeline(), first.file(), first.description(), first.jars(), stages),
        plans,
        nodes,
        uses);
  }

  private static Source renamed(Source source, Map<String, String> nodes) {
    return new Source(Objects.requireNonNull(nodes.get(source.stage())), source.output());
  }

  /** The name in {@link #plan} of a plan's stage. */
  public String node(int plan, String stage) {
    return Objects.requireNonNull(nodes.get(plan).get(stage));
  }

  /** Whose stages a node stands for; the first of them is the one that is told that it runs. */
  public List<Use> uses(String node) {
    return Objects.requireNonNull(uses.get(node));
  }

  /** The stage's name in the file; of a stage that is none of the plan, its own. */
  public String stageName(String node) {
    return uses.containsKey(node) ? uses(node).get(0).stage() : node;
  }
}
