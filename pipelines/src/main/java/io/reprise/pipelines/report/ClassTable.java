package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Precision, recall, F1 and support of each class, and their averages, as a stage measured them.
 */
final class ClassTable {

  private static final int MOST = 1000;
  private static final List<String> MEASURES = List.of("precision", "recall", "f1");

  private ClassTable() {}

  static Optional<Block> of(String stage, List<Metric> metrics, SectionDraft section) {
    Map<String, Map<String, Double>> byClass = new LinkedHashMap<>();
    Map<String, Double> averages = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      String name = MetricClass.of(metric);
      if (name == null) {
        averages.put(metric.getName(), metric.getValue());
      } else {
        byClass
            .computeIfAbsent(name, each -> new LinkedHashMap<>())
            .put(metric.getName(), metric.getValue());
      }
    }
    if (byClass.values().stream().noneMatch(measured -> measured.containsKey("precision"))) {
      return Optional.empty();
    }
    if (byClass.size() > MOST) {
      section.note(
          String.format(
              Locale.ROOT,
              "The first %,d of %,d classes of %s are listed.",
              MOST,
              byClass.size(),
              stage));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    byClass.entrySet().stream()
        .limit(MOST)
        .forEach(each -> rows.add(row(each.getKey(), each.getValue(), "", "support")));
    return Optional.of(
        new Block.Row(
            List.of(
                table(stage + ": classes", rows),
                table(
                    stage + ": averages",
                    List.of(
                        row("mean of classes (macro)", averages, "macro", "rows"),
                        row("weighted by support", averages, "weighted", "rows"))))));
  }

  private static Table table(String title, List<List<@Nullable Object>> rows) {
    return new Table(
        title,
        List.of(
            Column.text("class"),
            new Column("precision", Kind.SHARE),
            new Column("recall", Kind.SHARE),
            new Column("F1", Kind.SHARE),
            Column.number("support")),
        rows,
        rows.size() > 30);
  }

  private static List<@Nullable Object> row(
      String name, Map<String, Double> measured, String average, String support) {
    List<@Nullable Object> row = new ArrayList<>(Arrays.asList((Object) name));
    for (String measure : MEASURES) {
      row.add(
          measured.get(
              average.isEmpty()
                  ? measure
                  : average
                      + measure.substring(0, 1).toUpperCase(Locale.ROOT)
                      + measure.substring(1)));
    }
    row.add(measured.get(support));
    return row;
  }
}
