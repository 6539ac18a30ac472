package io.reprise.stages.crosstab;

import io.reprise.schemas.record.CrosstabCell;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.agreement.Contingency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What the counts say in numbers. */
final class CrosstabMetrics {

  private final Crosstab crosstab;
  private final List<Metric> metrics = new ArrayList<>();

  private CrosstabMetrics(Crosstab crosstab) {
    this.crosstab = crosstab;
  }

  static List<Metric> of(Crosstab crosstab) {
    CrosstabMetrics all = new CrosstabMetrics(crosstab);
    all.add("rows", null, crosstab.rows());
    all.add("labels", null, crosstab.distinct(CrosstabCell::getLabel).length);
    all.add("originals", null, crosstab.distinct(CrosstabCell::getOriginal).length);
    all.addAgreement("", CrosstabCell::getLabel);
    all.addAgreement("original", CrosstabCell::getOriginal);
    all.addMerge();
    return all.metrics;
  }

  private void addAgreement(String prefix, ToIntFunction<CrosstabCell> label) {
    Contingency contingency = crosstab.contingency(label);
    add(name(prefix, "purity"), null, crosstab.purity(label));
    add(
        name(prefix, "normalizedMutualInformation"),
        null,
        contingency.normalizedMutualInformation());
    add(name(prefix, "adjustedRandIndex"), null, contingency.adjustedRandIndex());
  }

  private static String name(String prefix, String name) {
    return prefix.isEmpty()
        ? name
        : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** The label that most rows of an original one have: all of them, unless the tables differ. */
  private void addMerge() {
    SortedMap<Integer, String> names =
        Crosstab.names(crosstab.cells(), CrosstabCell::getOriginal, CrosstabCell::getOriginalName);
    crosstab
        .by(CrosstabCell::getOriginal, CrosstabCell::getLabel)
        .forEach(
            (original, labels) ->
                add("mergedInto", names.getOrDefault(original, ""), mostFrequent(labels)));
  }

  /** The lower one of equals. */
  static int mostFrequent(SortedMap<Integer, Long> counts) {
    int best = counts.firstKey();
    for (Map.Entry<Integer, Long> each : counts.entrySet()) {
      best = each.getValue() > counts.getOrDefault(best, 0L) ? each.getKey() : best;
    }
    return best;
  }

  private void add(String name, @Nullable String of, double value) {
    metrics.add(new Metric(CrosstabStage.NAME, crosstab.split(), name, of, value));
  }
}
