package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The points of a matrix. */
final class PointList {

  private final Matrix matrix;

  PointList(Matrix matrix) {
    this.matrix = matrix;
  }

  List<SweepPoint> points() {
    if (matrix.axes().isEmpty()) {
      throw new ReportedException(
          "sweep: there is nothing to vary; name parameters and values, such as train.epochs=3,5"
              + " seed=1..3, or write them under 'matrix' in the pipeline file");
    }
    List<Map<String, Choice>> points = new ArrayList<>(grid(dimensions(axes(false), true)));
    for (Map<String, YamlNode> include : matrix.includes()) {
      points.addAll(included(include));
    }
    points = exclude(points);
    requireNoneTwice(points);
    return points.stream().map(this::inOrder).toList();
  }

  private List<Axis> axes(boolean seedsOnly) {
    return matrix.axes().stream().filter(axis -> !seedsOnly || axis.isSeed()).toList();
  }

  /** What varies by itself: an axis, or those of a zip; seeds last, so that they vary fastest. */
  private List<List<Axis>> dimensions(List<Axis> axes, boolean zipped) {
    List<List<Axis>> dimensions = new ArrayList<>();
    List<String> used = new ArrayList<>();
    List<List<String>> zips = zipped ? matrix.zips() : List.of();
    zips.forEach(zip -> used.addAll(checked(zip, used)));
    for (Axis axis : axes) {
      Optional<List<String>> zip =
          zips.stream().filter(paths -> paths.contains(axis.path())).findFirst();
      if (zip.isEmpty()) {
        dimensions.add(List.of(axis));
      } else if (zip.get().get(0).equals(axis.path())) {
        dimensions.add(zip.get().stream().map(path -> matrix.axis("zip", path)).toList());
      }
    }
    dimensions.sort((a, b) -> Boolean.compare(isSeed(a), isSeed(b)));
    return dimensions;
  }

  private static boolean isSeed(List<Axis> dimension) {
    return dimension.stream().allMatch(Axis::isSeed);
  }

  private List<String> checked(List<String> zip, List<String> used) {
    int values = matrix.axis("zip", zip.get(0)).choices().size();
    for (String path : zip) {
      int others = matrix.axis("zip", path).choices().size();
      if (others != values) {
        throw new ReportedException(
            String.format(
                Locale.ROOT,
                "zip: %s has %d values, but %s has %d; they walk together",
                zip.get(0),
                values,
                path,
                others));
      }
      if (used.contains(path) || zip.indexOf(path) != zip.lastIndexOf(path)) {
        throw new ReportedException("zip: " + path + " is named twice");
      }
    }
    return zip;
  }

  private static List<Map<String, Choice>> grid(List<List<Axis>> dimensions) {
    List<Map<String, Choice>> points = List.of(Map.of());
    for (List<Axis> dimension : dimensions) {
      List<Map<String, Choice>> longer = new ArrayList<>();
      int size = dimension.get(0).choices().size();
      if ((long) points.size() * size > Matrix.MOST_POINTS) {
        throw new ReportedException(
            "sweep: more than " + Matrix.MOST_POINTS + " points; name fewer values");
      }
      for (Map<String, Choice> point : points) {
        for (int i = 0; i < size; i++) {
          Map<String, Choice> one = new LinkedHashMap<>(point);
          int at = i;
          dimension.forEach(axis -> one.put(axis.path(), axis.choices().get(at)));
          longer.add(one);
        }
      }
      points = longer;
    }
    return points;
  }

  private List<Map<String, Choice>> included(Map<String, YamlNode> include) {
    Map<String, Choice> setting = new LinkedHashMap<>();
    include.forEach((path, node) -> setting.put(path, included(path, node)));
    List<Axis> seeds =
        axes(true).stream().filter(axis -> !setting.containsKey(axis.path())).toList();
    List<Map<String, Choice>> points = new ArrayList<>();
    for (Map<String, Choice> replicate : grid(dimensions(seeds, false))) {
      Map<String, Choice> point = new LinkedHashMap<>(setting);
      point.putAll(replicate);
      points.add(point);
    }
    return points;
  }

  private Choice included(String path, YamlNode node) {
    String place = node.at() + ": include";
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
