package io.reprise.stages.train;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many times the loss of an example counts, by its class. */
final class ClassWeights {

  static final String PARAMETER = "classWeights";
  private static final String BALANCED = "balanced";
  private static final String WEIGHTS = "weights";

  private ClassWeights() {}

  static ParameterType type() {
    Map<String, List<Parameter>> variants = new LinkedHashMap<>();
    variants.put(BALANCED, List.of());
    variants.put(
        "byClass",
        List.of(
            Parameter.required(
                WEIGHTS,
                ParameterType.map(ParameterType.real(0, 1e6)),
                "by the classes' names; 1 for those that are not named")));
    return ParameterType.oneOf(variants);
  }

  /**
   * One a class; none where all count once. {@code balanced} is examples / (classes x examples of
   * the class), and 0 for classes without any.
   *
   * @throws ReportedException when a class is named that is none
   */
  static double[] of(Settings settings, List<String> classes, List<Integer> labels) {
    if (!settings.has(PARAMETER)) {
      return new double[0];
    }
    Settings.Variant declared = settings.variant(PARAMETER);
    return declared.kind().equals(BALANCED)
        ? balanced(classes.size(), labels)
        : named(declared.settings().map(WEIGHTS, Double.class), classes);
  }

  private static double[] balanced(int classes, List<Integer> labels) {
    long[] counts = new long[classes];
    labels.forEach(label -> counts[label]++);
    return Arrays.stream(counts)
        .mapToDouble(count -> count == 0 ? 0 : (double) labels.size() / classes / count)
        .toArray();
  }

  private static double[] named(Map<String, Double> weights, List<String> classes) {
    double[] all = new double[classes.size()];
    Arrays.fill(all, 1);
    weights.forEach(
        (name, weight) -> {
          int index = classes.indexOf(name);
          if (index < 0) {
            throw new ReportedException(
                "classWeights: the examples have no class '"
                    + name
                    + "'"
                    + Nearest.hint(name, classes));
          }
          all[index] = weight;
        });
    return all;
  }
}
