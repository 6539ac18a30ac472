package io.reprise.stages.ingest;

import io.reprise.schemas.record.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.KV;

/**
 * Examples by split and new label.
 *
 * @param counts those that are not 0
 */
record RowCounts(Map<KV<String, Integer>, Long> counts) {

  long of(String split, int label) {
    return counts.getOrDefault(KV.of(split, label), 0L);
  }

  long of(String split) {
    return counts.entrySet().stream()
        .filter(entry -> split.equals(entry.getKey().getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** For each split all rows, then those of each class. */
  List<Metric> metrics(List<String> classes) {
    List<Metric> metrics = new ArrayList<>();
    for (String split : IngestPlan.SPLITS) {
      metrics.add(new Metric(IngestStage.NAME, split, "rows", null, (double) of(split)));
      for (int label = 0; label < classes.size(); label++) {
        double rows = of(split, label);
        metrics.add(new Metric(IngestStage.NAME, split, "rows", classes.get(label), rows));
      }
    }
    return metrics;
  }
}
