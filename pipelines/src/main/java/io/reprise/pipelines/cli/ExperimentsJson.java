package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.reported.RowFigure;
import io.reprise.pipelines.reported.RowResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reported figures and ours, for programs. */
final class ExperimentsJson {

  private ExperimentsJson() {}

  /** A list of reports, each with its rows. */
  static List<Map<String, @Nullable Object>> of(List<ExperimentTable> tables) {
    return tables.stream().map(ExperimentsJson::table).toList();
  }

  private static Map<String, @Nullable Object> table(ExperimentTable table) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("report", table.title());
    map.put("note", table.note());
    map.put("rows", table.rows().stream().map(ExperimentsJson::row).toList());
    return map;
  }

  private static Map<String, @Nullable Object> row(ExperimentTable.Row row) {
    RowResult result = row.result();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("pipeline", result.row().pipeline());
    map.put("what", row.what());
    map.put("command", row.command());
    map.put("note", result.row().note());
    map.put("instead", result.found() == null ? "" : result.found().instead());
    map.put(
        "runs",
        result.found() == null
            ? List.of()
            : result.found().all().stream().map(RunManifest::id).toList());
    map.put("figures", result.figures().stream().map(ExperimentsJson::figure).toList());
    return map;
  }

  private static Map<String, @Nullable Object> figure(RowFigure figure) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("metric", figure.reported().metric());
    map.put(
        "reported",
        figure.reported().value() == null ? figure.reported().text() : figure.reported().value());
    map.put("values", figure.values());
    map.put("omitted", figure.omitted());
    map.put("mean", figure.mean());
    map.put("deviation", figure.deviation());
    map.put("difference", figure.difference());
    map.put("key", figure.key().isEmpty() ? null : figure.key());
    return map;
  }
}
