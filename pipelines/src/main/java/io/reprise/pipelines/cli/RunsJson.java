package io.reprise.pipelines.cli;

import io.reprise.pipelines.cli.ComparedRun.Headline;
import io.reprise.pipelines.manifest.RunFolders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs for programs: what their manifests say, and what was said of them. */
final class RunsJson {

  private RunsJson() {}

  static Map<String, @Nullable Object> of(ComparedRun compared, RunFolders runs) {
    Map<String, @Nullable Object> map = compared.run().toMap();
    map.putAll(compared.notes().toMap());
    map.put("pinned", runs.isPinned(compared.run().id()));
    Map<String, @Nullable Object> headlines = new LinkedHashMap<>();
    for (Headline headline : compared.headlines()) {
      headlines.put(headline.path(), headline.value());
    }
    map.put("headlines", headlines);
    return map;
  }

  /** In the table's order, each with its cells under {@code columns}. */
  static List<Map<String, @Nullable Object>> of(RunTable table, RunFolders runs) {
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    List<String> names = table.names();
    List<List<@Nullable Object>> rows = table.rows();
    for (int row = 0; row < rows.size(); row++) {
      Map<String, @Nullable Object> columns = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        columns.put(names.get(i), rows.get(row).get(i));
      }
      Map<String, @Nullable Object> map = of(table.runs().get(row), runs);
      map.put("columns", columns);
      maps.add(map);
    }
    return maps;
  }
}
