package io.reprise.pipelines.run;

import io.reprise.pipelines.plan.Plan;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Holds what a pipeline's description says of the optimizer against the one that its stages have: a
 * description is copied from one file to the next, and changed last.
 */
final class DescriptionCheck {

  private static final String OPTIMIZER = "optimizer";

  /** Words of descriptions, and the optimizers that each may stand for. */
  private static final Map<String, Set<String>> WORDS = words();

  private DescriptionCheck() {}

  private static Map<String, Set<String>> words() {
    Map<String, Set<String>> words = new LinkedHashMap<>();
    words.put("SGD", Set.of("sgd"));
    words.put("gradient descent", Set.of("sgd"));
    words.put("Nesterov", Set.of("sgd"));
    words.put("Adam", Set.of("adam"));
    words.put("AdaGrad", Set.of("adaGrad"));
    words.put("AdaDelta", Set.of("adaDelta"));
    words.put("RMSProp", Set.of("rmsProp"));
    return words;
  }

  /** By the stage's name; empty where the description says nothing, or one of them has it. */
  static Map<String, String> warnings(Plan plan) {
    Set<String> kinds = new TreeSet<>();
    List<String> said = new ArrayList<>();
    WORDS.forEach(
        (word, means) -> {
          Pattern whole = Pattern.compile("(?i)\\b" + Pattern.quote(word) + "\\b");
          if (whole.matcher(plan.description()).find()) {
            said.add(word);
            kinds.addAll(means);
          }
        });
    Map<String, String> has = new TreeMap<>();
    for (Plan.PlannedStage stage : plan.stages()) {
      optimizer(stage).ifPresent(kind -> has.put(stage.name(), kind));
    }
    if (said.isEmpty() || has.values().stream().anyMatch(kinds::contains)) {
      return Map.of();
    }
    Map<String, String> warnings = new TreeMap<>();
    has.forEach(
        (stage, kind) ->
            warnings.put(
                stage,
                String.format(
                    Locale.ROOT,
                    "the pipeline's description says %s, but the optimizer is %s: which of them is"
                        + " meant?",
                    String.join(", ", said),
                    kind)));
    return warnings;
  }

  private static Optional<String> optimizer(Plan.PlannedStage stage) {
    boolean declared =
        stage.stage().type().parameters().stream()
            .anyMatch(parameter -> parameter.name().equals(OPTIMIZER));
    Settings settings = stage.settings();
    return declared && settings.has(OPTIMIZER) && settings.values().get(OPTIMIZER) instanceof Map
        ? Optional.of(settings.variant(OPTIMIZER).kind())
        : Optional.empty();
  }
}
