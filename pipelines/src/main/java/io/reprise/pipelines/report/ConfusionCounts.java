package io.reprise.pipelines.report;

import io.reprise.schemas.record.ConfusionCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A confusion matrix as it is stored, by label and predicted class; what is missing is 0. */
final class ConfusionCounts {

  /** More cells than this would be no picture. */
  private static final int MOST_CLASSES = 60;

  private final SortedMap<Integer, String> names = new TreeMap<>();
  private final Map<Integer, Map<Integer, Long>> rows = new HashMap<>();

  private ConfusionCounts() {}

  static ConfusionCounts of(List<ConfusionCell> cells) {
    ConfusionCounts counts = new ConfusionCounts();
    for (ConfusionCell cell : cells) {
      counts.names.put(cell.getLabel(), cell.getLabelName());
      counts.names.put(cell.getPredicted(), cell.getPredictedName());
      counts
          .rows
          .computeIfAbsent(cell.getLabel(), label -> new HashMap<>())
          .merge(cell.getPredicted(), cell.getCount(), Long::sum);
    }
    return counts;
  }

  int classes() {
    return names.size();
  }

  /** All classes where that is possible, else those with the most errors; in their order. */
  List<Integer> mostConfused() {
    List<Integer> all = new ArrayList<>(names.keySet());
    if (all.size() <= MOST_CLASSES) {
      return all;
    }
    Map<Integer, Long> errors = new HashMap<>();
    rows.forEach(
        (label, row) ->
            row.forEach(
                (predicted, count) -> {
                  if (!label.equals(predicted)) {
                    errors.merge(label, count, Long::sum);
                    errors.merge(predicted, count, Long::sum);
                  }
                }));
    all.sort(Comparator.comparing((Integer label) -> -errors.getOrDefault(label, 0L)));
    return all.subList(0, MOST_CLASSES).stream().sorted().toList();
  }

  List<String> names(List<Integer> labels) {
    return labels.stream().map(label -> names.getOrDefault(label, "")).toList();
  }

  List<List<Double>> counts(List<Integer> labels) {
    return labels.stream()
        .map(label -> labels.stream().map(other -> (double) count(label, other)).toList())
        .toList();
  }

  /** Of all examples of the label; not a number where it has none. */
  List<List<Double>> shares(List<Integer> labels) {
    return labels.stream()
        .map(
            label -> {
              double all =
                  rows.getOrDefault(label, Map.of()).values().stream().mapToLong(n -> n).sum();
              return labels.stream().map(other -> count(label, other) / all).toList();
            })
        .toList();
  }

  private long count(int label, int predicted) {
    return rows.getOrDefault(label, Map.of()).getOrDefault(predicted, 0L);
  }
}
