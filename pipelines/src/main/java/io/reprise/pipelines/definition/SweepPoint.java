package io.reprise.pipelines.definition;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A point of a sweep.
 *
 * @param values by the axes' paths, in the axes' order; an axis that is not there keeps the value
 *     that the pipeline file has
 */
public record SweepPoint(Map<String, Choice> values) {

  public SweepPoint {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** What makes this point of the pipeline; a part of a value is set after the whole. */
  public List<ParameterOverride> overrides() {
    return values.entrySet().stream()
        .map(
            entry ->
                new ParameterOverride(
                    List.of(entry.getKey().split("\\.", -1)), entry.getValue().value()))
        .sorted(Comparator.comparingInt(override -> override.path().size()))
        .toList();
  }

  /** {@code train.epochs=3 seed=1}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (path, choice) ->
            text.append(text.isEmpty() ? "" : " ").append(path).append('=').append(choice.label()));
    return text.toString();
  }
}
