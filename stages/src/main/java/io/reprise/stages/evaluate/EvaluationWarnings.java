package io.reprise.stages.evaluate;

import java.util.ArrayList;
import java.util.List;

/** What an evaluation should not look like. */
final class EvaluationWarnings {

  private EvaluationWarnings() {}

  /**
   * One line each.
   *
   * @param classes of the examples
   * @param modelClasses that the model was trained for
   */
  static List<String> of(ClassMeasures measures, List<String> classes, List<String> modelClasses) {
    List<String> warnings = new ArrayList<>();
    if (!classes.equals(modelClasses)) {
      warnings.add(
          "the model was trained for the classes %s, but the examples have %s"
              .formatted(String.join(", ", modelClasses), String.join(", ", classes)));
    }
    for (int label = 0; label < classes.size(); label++) {
      String name = "class " + label + " (" + classes.get(label) + ")";
      if (measures.support(label) == 0) {
        warnings.add(name + " has no examples");
      } else if (measures.predicted(label) == 0) {
        warnings.add(
            "%s is never predicted, though %d of %d examples are of it"
                .formatted(name, measures.support(label), measures.rows()));
      }
    }
    return warnings;
  }
}
