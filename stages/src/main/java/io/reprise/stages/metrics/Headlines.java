package io.reprise.stages.metrics;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics of no class, for quick reading: {@code {"evaluate (test)": {"accuracy": 0.9}}}. */
final class Headlines {

  private Headlines() {}

  static String json(List<Metric> metrics) {
    Map<String, Map<String, @Nullable Object>> headlines = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      if (MetricClass.of(metric) == null) {
        String split = metric.getSplit() == null ? "" : " (" + metric.getSplit() + ")";
        headlines
            .computeIfAbsent(metric.getStage() + split, name -> new LinkedHashMap<>())
            .put(metric.getName(), metric.getValue());
      }
    }
    return Json.write(headlines);
  }
}
