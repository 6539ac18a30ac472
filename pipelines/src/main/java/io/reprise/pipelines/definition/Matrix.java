package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a sweep varies: the grid of all axes, those of a zip walking together, with points added and
 * taken away.
 *
 * @param axes in their order; seeds may stand anywhere
 * @param zips paths of axes that take their first values together, their second ones, and so on
 * @param includes further settings: values by path, of axes or of other parameters, in all seeds
 *     unless they name one
 * @param excludes points that have all of these values are left out
 */
public record Matrix(
    List<Axis> axes,
    List<List<String>> zips,
    List<Map<String, YamlNode>> includes,
    List<Exclusion> excludes) {

  /**
   * Points to leave out.
   *
   * @param values that such a point has, by path
   * @param mayBeIdle whether it is no mistake that no point has them: the file says so, and the
   *     command line has other axes
   */
  record Exclusion(Map<String, YamlNode> values, boolean mayBeIdle) {}

  /** Of a sweep, and values of a range. */
  public static final int MOST_POINTS = 10_000;

  public Matrix {
    axes = List.copyOf(axes);
    zips = List.copyOf(zips);
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }

  /**
   * The same with what the command line says.
   *
   * @param arguments axes, in place of those with the same paths: {@code train.epochs=3,5}
   * @param moreZips paths, separated by commas
   * @param moreIncludes YAML maps
   * @param moreExcludes YAML maps
   */
  public Matrix with(
      List<String> arguments,
      List<String> moreZips,
      List<String> moreIncludes,
      List<String> moreExcludes) {
    Map<String, Axis> all = new LinkedHashMap<>();
    axes.forEach(axis -> all.put(axis.path(), axis));
    List<String> given = new ArrayList<>();
    for (String argument : arguments) {
      Axis axis = Axis.parse(argument, axes);
      if (given.contains(axis.path())) {
        throw new ReportedException("sweep " + axis.path() + ": is given twice");
      }
      given.add(axis.path());
      all.put(axis.path(), axis);
    }
    return new Matrix(
        List.copyOf(all.values()),
        joined(zips, moreZips.stream().flatMap(MatrixReader::zip)),
        joined(includes, moreIncludes.stream().flatMap(MatrixReader::include)),
        joined(
            excludes.stream().map(each -> new Exclusion(each.values(), !given.isEmpty())).toList(),
            moreExcludes.stream().flatMap(MatrixReader::exclude)));
  }

  private static <T> List<T> joined(List<T> one, Stream<T> other) {
    return Stream.concat(one.stream(), other).toList();
  }

  /**
   * All points, the seeds of a setting one after the other.
   *
   * @throws ReportedException when there is none, or too many, or the same twice
   */
  public List<SweepPoint> points() {
    return new PointList(this).points();
  }

  /**
   * One point, of the grid or not.
   *
   * @param values by path: of axes, by name where their values have names, or of other parameters
   * @param source what messages call it
   */
  public SweepPoint setting(Map<String, YamlNode> values, String source) {
    return new SweepPoint(new PointList(this).setting(values, source));
  }

  /** Of all that points may set: the axes in their order, and what includes alone have. */
  public List<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    axes.forEach(axis -> paths.add(axis.path()));
    includes.forEach(include -> paths.addAll(include.keySet()));
    return List.copyOf(paths);
  }

  Axis axis(String source, String path) {
    return axes.stream()
        .filter(axis -> axis.path().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new ReportedException(
                    source
                        + ": there is no axis '"
                        + path
                        + "'"
                        + Nearest.hint(path, axes.stream().map(Axis::path).toList())));
  }
}
