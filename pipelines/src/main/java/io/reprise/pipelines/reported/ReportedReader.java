package io.reprise.pipelines.reported;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.text.Numbers;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a file of reported figures, and collects all that is wrong with it. */
public final class ReportedReader {

  private static final String REPORT = "report";
  private static final String NOTE = "note";
  private static final String ROWS = "rows";
  private static final String PIPELINE = "pipeline";
  private static final String WHAT = "what";
  private static final String SET = "set";
  private static final String REPORTED = "reported";

  private final List<String> problems = new ArrayList<>();

  private ReportedReader() {}

  /**
   * @param shownAs what messages call the file
   * @throws ReportedException with one line for each thing that is wrong
   */
  public static List<ReportedTable> read(Path file, String shownAs) {
    ReportedReader reader = new ReportedReader();
    List<ReportedTable> tables = new ArrayList<>();
    for (YamlNode node : reader.list(Yaml.read(file, shownAs), "a list of reports")) {
      tables.add(reader.table(reader.map(node, List.of(REPORT, NOTE, ROWS))));
    }
    if (!reader.problems.isEmpty()) {
      throw new ReportedException(reader.problems);
    }
    return tables;
  }

  private ReportedTable table(YamlNode.Mapping table) {
    List<ReportedRow> rows = new ArrayList<>();
    YamlNode listed = table.get(ROWS);
    if (listed != null) {
      for (YamlNode node : list(listed, "a list of rows")) {
        rows.add(row(map(node, List.of(PIPELINE, WHAT, SET, REPORTED, NOTE))));
      }
    }
    return new ReportedTable(required(table, REPORT), text(table, NOTE), rows);
  }

  private ReportedRow row(YamlNode.Mapping row) {
    List<ReportedFigure> figures = new ArrayList<>();
    entries(row, REPORTED).forEach((metric, node) -> figures.add(figure(metric, node)));
    if (figures.isEmpty()) {
      problems.add(row.at().says("'reported' is missing: {evaluate.accuracy: 0.93}"));
    }
    return new ReportedRow(
        required(row, PIPELINE),
        text(row, WHAT),
        entries(row, SET),
        figures,
        text(row, NOTE),
        row.at());
  }

  private ReportedFigure figure(String metric, YamlNode node) {
    if (!ReportedFigure.isMetric(metric)) {
      problems.add(
          node.at().says("'" + metric + "' is no metric; write it as stage.name, or stage alone"));
    }
    if (node instanceof YamlNode.Scalar scalar && scalar.value() != null) {
      Double value = scalar.value() instanceof Number number ? number.doubleValue() : null;
      return new ReportedFigure(metric, scalar.text(), value);
    }
    problems.add(node.at().says(metric + " must be a number or a text, not " + node.describe()));
    return new ReportedFigure("?", "?", null);
  }

  private Map<String, YamlNode> entries(YamlNode.Mapping mapping, String key) {
    YamlNode node = mapping.get(key);
    if (node != null && !(node instanceof YamlNode.Mapping)) {
      problems.add(node.at().says("'" + key + "' must be a map, not " + node.describe()));
    }
    return new LinkedHashMap<>(mapping.mapping(key).entries());
  }

  private List<YamlNode> list(YamlNode node, String what) {
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.elements();
    }
    problems.add(node.at().says("must be " + what + ", not " + node.describe()));
    return List.of();
  }

  private YamlNode.Mapping map(YamlNode node, List<String> keys) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      problems.add(
          node.at().says("must be a map with " + keys.get(0) + ", not " + node.describe()));
      return new YamlNode.Mapping(Map.of(), node.at());
    }
    mapping
        .entries()
        .forEach(
            (key, value) -> {
              if (!keys.contains(key)) {
                problems.add(
                    value.at().says("unknown key '" + key + "'" + Nearest.hint(key, keys)));
              }
            });
    return mapping;
  }

  private String required(YamlNode.Mapping mapping, String key) {
    if (mapping.get(key) == null) {
      problems.add(mapping.at().says("'" + key + "' is missing"));
    }
    return text(mapping, key);
  }

  private String text(YamlNode.Mapping mapping, String key) {
    YamlNode node = mapping.get(key);
    if (node instanceof YamlNode.Scalar scalar && scalar.value() != null) {
      return Numbers.text(scalar.value() instanceof String text ? text : scalar.text());
    }
    if (node != null) {
      problems.add(node.at().says("'" + key + "' must be a text, not " + node.describe()));
    }
    return "";
  }
}
