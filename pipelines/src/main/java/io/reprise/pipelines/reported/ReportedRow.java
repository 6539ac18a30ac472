package io.reprise.pipelines.reported;

import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of a report's table, and the pipeline that makes it again.
 *
 * @param pipeline a name in {@code pipelines/}, or a file
 * @param what the report calls it; empty where what is set says it
 * @param set values by path, as {@code include} of a matrix has them
 * @param figures at least one
 * @param note what is different from the report; empty where nothing is
 */
public record ReportedRow(
    String pipeline,
    String what,
    Map<String, YamlNode> set,
    List<ReportedFigure> figures,
    String note,
    Location at) {

  public ReportedRow {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    figures = List.copyOf(figures);
  }
}
