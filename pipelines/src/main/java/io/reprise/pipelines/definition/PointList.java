package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The points of a matrix: its grid, with what is included and without what is excluded. */
final class PointList {

  private final Matrix matrix;
  private final PointGrid grid;

  PointList(Matrix matrix) {
    this.matrix = matrix;
    this.grid = new PointGrid(matrix);
  }

  List<SweepPoint> points() {
    if (matrix.axes().isEmpty()) {
      throw new ReportedException(
          "sweep: there is nothing to vary; name parameters and values, such as train.epochs=3,5"
              + " seed=1..3, or write them under 'matrix' in the pipeline file");
    }
    List<Map<String, Choice>> points = new ArrayList<>(grid.all());
    for (Map<String, YamlNode> include : matrix.includes()) {
      points.addAll(included(include));
    }
    points = exclude(points);
    requireNoneTwice(points);
    return points.stream().map(this::inOrder).toList();
  }

  private List<Map<String, Choice>> included(Map<String, YamlNode> include) {
    Map<String, Choice> setting = setting(include, "include");
    List<Map<String, Choice>> points = new ArrayList<>();
    for (Map<String, Choice> replicate : grid.seeds(setting.keySet())) {
      Map<String, Choice> point = new LinkedHashMap<>(setting);
      point.putAll(replicate);
      points.add(point);
    }
    return points;
  }

  /** Values of axes, by name where they have names, and of other parameters. */
  Map<String, Choice> setting(Map<String, YamlNode> values, String source) {
    Map<String, Choice> setting = new LinkedHashMap<>();
    values.forEach((path, node) -> setting.put(path, choice(path, node, source)));
    return setting;
  }

  private Choice choice(String path, YamlNode node, String source) {
    String place = node.at() + ": " + source;
    return matrix.axes().stream()
        .filter(axis -> axis.path().equals(path))
        .findFirst()
        .map(axis -> axis.choice(place, node))
        .orElseGet(() -> Choice.of(place, path, node));
  }

  private Map<String, Choice> resolved(String source, Map<String, YamlNode> values) {
    Map<String, Choice> resolved = new LinkedHashMap<>();
    values.forEach(
        (path, node) -> {
          String place = node.at() + ": " + source;
          resolved.put(path, matrix.axis(place, path).choice(place, node));
        });
    return resolved;
  }

  private List<Map<String, Choice>> exclude(List<Map<String, Choice>> points) {
    List<Map<String, Choice>> left = new ArrayList<>(points);
    for (Matrix.Exclusion exclude : matrix.excludes()) {
      Map<String, Choice> values = resolved("exclude", exclude.values());
      if (!left.removeIf(point -> hasAll(point, values)) && !exclude.mayBeIdle()) {
        throw new ReportedException(
            "exclude " + new SweepPoint(values) + ": no point has these values");
      }
    }
    if (left.isEmpty()) {
      throw new ReportedException("sweep: 'exclude' leaves no point");
    }
    return left;
  }

  private static boolean hasAll(Map<String, Choice> point, Map<String, Choice> values) {
    return values.entrySet().stream()
        .allMatch(
            entry -> {
              Choice choice = point.get(entry.getKey());
              return choice != null && choice.isSame(entry.getValue());
            });
  }

  private void requireNoneTwice(List<Map<String, Choice>> points) {
    Map<Map<String, Object>, Boolean> seen = new LinkedHashMap<>();
    for (Map<String, Choice> point : points) {
      Map<String, Object> plain = new LinkedHashMap<>();
      point.forEach((path, choice) -> plain.put(path, List.of(choice.label())));
      if (seen.put(plain, true) != null) {
        throw new ReportedException("sweep: the point " + inOrder(point) + " is there twice");
      }
    }
  }

  private SweepPoint inOrder(Map<String, Choice> point) {
    Map<String, Choice> values = new LinkedHashMap<>();
    for (String path : matrix.paths()) {
      Choice choice = point.get(path);
      if (choice != null) {
        values.put(path, choice);
      }
    }
    return new SweepPoint(values);
  }
}
