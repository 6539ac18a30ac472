package io.reprise.pipelines.sweep;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A metric of a point, of no class.
 *
 * @param split of the examples that were measured; empty where it is of none
 * @param value null where it is not finite
 */
public record Measured(String stage, String split, String name, @Nullable Double value) {

  static final String VALIDATION = "validation";

  /** {@code evaluate.accuracy}. */
  String shortPath() {
    return stage + "." + name;
  }

  /** {@code evaluate.test.accuracy}. */
  String path() {
    return split.isEmpty() ? shortPath() : stage + "." + split + "." + name;
  }

  /** Whether a choice may go by it: a count of rows says nothing of a model. */
  boolean isOfValidation() {
    return split.equals(VALIDATION) && !name.equals("rows");
  }

  /** By the last word of the name: losses and errors. */
  static boolean isBetterSmall(String path) {
    String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return name.endsWith("loss") || name.endsWith("error") || name.endsWith("inertia");
  }
}
