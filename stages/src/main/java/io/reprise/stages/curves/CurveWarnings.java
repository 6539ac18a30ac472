package io.reprise.stages.curves;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Why there are fewer curves than classes.
 *
 * @param rows of the predictions
 * @param classes as many as there are probabilities
 * @param curves of the classes that have some
 * @param names of classes; a number where there is none
 */
record CurveWarnings(long rows, int classes, List<ClassCurves> curves, Map<Integer, String> names) {

  /** Names that are said; of more, how many there are. */
  private static final int NAMED = 10;

  CurveWarnings {
    curves = List.copyOf(curves);
    names = Map.copyOf(names);
  }

  /** One line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (rows == 0) {
      lines.add("there are no predictions, so no curves and no areas");
    } else if (curves.isEmpty()) {
      lines.add("all examples are of one class, so that there is nothing to tell apart: no areas");
    } else if (curves.size() < classes) {
      lines.add(without());
    }
    return lines;
  }

  private String without() {
    Set<Integer> measured = curves.stream().map(ClassCurves::label).collect(Collectors.toSet());
    List<String> missing =
        IntStream.range(0, classes)
            .filter(label -> !measured.contains(label))
            .mapToObj(label -> label + " (" + names.getOrDefault(label, "no name") + ")")
            .toList();
    boolean one = missing.size() == 1;
    String said = missing.stream().limit(NAMED).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s %s%s %s no examples, so no curves: mean areas are over the other %d",
        one ? "class" : "classes",
        said,
        missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : "",
        one ? "has" : "have",
        curves.size());
  }
}
