package io.reprise.pipelines.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric of a point, of no class.
 *
 * @param split of the examples that were measured; empty where it is of none
 * @param value null where it is not finite
 * @param source key of the stage that has measured it: the same where points share that stage, so
 *     that it was measured once; empty where it is not known
 */
public record Measured(
    String stage, String split, String name, @Nullable Double value, String source) {

  /** Of a source that is not known. */
  Measured(String stage, String split, String name, @Nullable Double value) {
    this(stage, split, name, value, "");
  }

  static final String VALIDATION = "validation";

  /** Of which neither more nor less is better: how much there was, or what was found. */
  private static final Set<String> COUNTS =
      Set.of(
          "rows",
          "sampledRows",
          "labelledRows",
          "clusters",
          "labels",
          "originals",
          "support",
          "suggestedRadius");

  /** Ends of the names of distances from what is wanted, in lower case. */
  private static final List<String> DISTANCES =
      List.of(
          "loss",
          "error",
          "inertia",
          "brierscore",
          "divergence",
          "noise",
          "perplexity",
          "mse",
          "mae");

  /** {@code evaluate.accuracy}. */
  String shortPath() {
    return stage + "." + name;
  }

  /** {@code evaluate.test.accuracy}. */
  String path() {
    return split.isEmpty() ? shortPath() : stage + "." + split + "." + name;
  }

  /** Whether it says nothing of how good something is. */
  boolean isCount() {
    return COUNTS.contains(name);
  }

  /** Whether a choice may go by it. */
  boolean isOfValidation() {
    return split.equals(VALIDATION) && !isCount();
  }

  /** By the end of the name: losses, errors and other distances. */
  static boolean isBetterSmall(String path) {
    String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return DISTANCES.stream().anyMatch(name::endsWith);
  }
}
