package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All combinations of a matrix's axes, those of a zip walking together. */
record PointGrid(Matrix matrix) {

  /**
   * Of all axes.
   *
   * @throws ReportedException when a zip does not fit, or there are too many points
   */
  List<Map<String, Choice>> all() {
    return grid(dimensions(matrix.axes(), true));
  }

  /** Of the seeds alone, without those that a setting has already. */
  List<Map<String, Choice>> seeds(Set<String> without) {
    List<Axis> seeds =
        matrix.axes().stream()
            .filter(axis -> axis.isSeed() && !without.contains(axis.path()))
            .toList();
    return grid(dimensions(seeds, false));
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
}
