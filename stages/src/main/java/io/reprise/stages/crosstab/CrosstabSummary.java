package io.reprise.stages.crosstab;

import io.reprise.schemas.record.CrosstabCell;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What each label and each cluster is made of, as two Markdown tables. */
final class CrosstabSummary {

  private CrosstabSummary() {}

  static String markdown(Crosstab crosstab) {
    SortedMap<Integer, String> labels =
        Crosstab.names(crosstab.cells(), CrosstabCell::getLabel, CrosstabCell::getLabelName);
    SortedMap<Integer, String> originals =
        Crosstab.names(crosstab.cells(), CrosstabCell::getOriginal, CrosstabCell::getOriginalName);
    StringBuilder text = new StringBuilder("| label | rows | before the merge |\n");
    text.append("| --- | ---: | --- |\n");
    crosstab
        .by(CrosstabCell::getLabel, CrosstabCell::getOriginal)
        .forEach(
            (label, counts) ->
                row(text, label + " " + labels.getOrDefault(label, ""), counts, originals));
    text.append("\n| cluster | rows | before the merge |\n| --- | ---: | --- |\n");
    crosstab
        .by(CrosstabCell::getCluster, CrosstabCell::getOriginal)
        .forEach(
            (cluster, counts) ->
                row(text, cluster < 0 ? "noise" : cluster.toString(), counts, originals));
    return text.toString();
  }

  /** The most frequent first, the lower one of equals. */
  private static void row(
      StringBuilder text,
      String name,
      SortedMap<Integer, Long> counts,
      SortedMap<Integer, String> originals) {
    String parts =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "%s %,d",
                        escaped(originals.getOrDefault(each.getKey(), "")),
                        each.getValue()))
            .collect(Collectors.joining(", "));
    long rows = counts.values().stream().mapToLong(count -> count).sum();
    text.append(String.format(Locale.ROOT, "| %s | %,d | %s |\n", escaped(name), rows, parts));
  }

  /** Names come from users: what Markdown or HTML would take for its own is written as text. */
  private static String escaped(String name) {
    return name.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replaceAll("\\R", " ");
  }
}
