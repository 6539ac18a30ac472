package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private static final String ZIP = "zip";
  private static final String INCLUDE = "include";
  private static final String EXCLUDE = "exclude";

  public Matrix {
    axes = List.copyOf(axes);
    zips = List.copyOf(zips);
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }

  /**
   * {@code matrix:} of a pipeline file.
   *
   * @param node null where the file has none
   * @throws ReportedException when it is no matrix
   */
  static Matrix read(@Nullable YamlNode node) {
    if (node == null || node.plain() == null) {
      return new Matrix(List.of(), List.of(), List.of(), List.of());
    }
    if (!(node instanceof YamlNode.Mapping matrix)) {
      throw new ReportedException(
          node.at().says("'matrix' must be a map of parameters to values, not " + node.describe()));
    }
    List<Axis> axes = new ArrayList<>();
    matrix
        .entries()
        .forEach(
            (path, values) -> {
              if (!List.of(ZIP, INCLUDE, EXCLUDE).contains(path)) {
                axes.add(Axis.read(path, values));
              }
            });
    return new Matrix(
        axes,
        zips(matrix.get(ZIP)),
        maps(matrix.get(INCLUDE), INCLUDE),
        exclusions(maps(matrix.get(EXCLUDE), EXCLUDE), false));
  }

  private static List<Exclusion> exclusions(List<Map<String, YamlNode>> maps, boolean mayBeIdle) {
    return maps.stream().map(values -> new Exclusion(values, mayBeIdle)).toList();
  }

  /** One list of paths, or a list of such lists. */
  static List<List<String>> zips(@Nullable YamlNode node) {
    if (node == null) {
      return List.of();
    }
    if (node instanceof YamlNode.Sequence sequence && !sequence.elements().isEmpty()) {
      boolean one = sequence.elements().stream().allMatch(each -> each instanceof YamlNode.Scalar);
      List<YamlNode> groups = one ? List.of(sequence) : sequence.elements();
      if (groups.stream().allMatch(Matrix::isListOfPaths)) {
        return groups.stream().map(Matrix::paths).toList();
      }
    }
    throw new ReportedException(
        node.at()
            .says("'zip' names axes that walk together: zip: [train.epochs, train.batchSize]"));
  }

  private static boolean isListOfPaths(YamlNode node) {
    return node instanceof YamlNode.Sequence sequence
        && sequence.elements().size() > 1
        && sequence.elements().stream().allMatch(each -> each instanceof YamlNode.Scalar);
  }

  private static List<String> paths(YamlNode node) {
    return ((YamlNode.Sequence) node).elements().stream().map(Choice::flow).toList();
  }

  /** One map of paths to values, or a list of such maps. */
  static List<Map<String, YamlNode>> maps(@Nullable YamlNode node, String key) {
    if (node == null) {
      return List.of();
    }
    List<YamlNode> all =
        node instanceof YamlNode.Sequence sequence ? sequence.elements() : List.of(node);
    List<Map<String, YamlNode>> maps = new ArrayList<>();
    for (YamlNode each : all) {
      if (!(each instanceof YamlNode.Mapping mapping) || mapping.entries().isEmpty()) {
        throw new ReportedException(
            each.at().says("'" + key + "' has maps of axes to values: {train.epochs: 3, seed: 1}"));
      }
      maps.add(mapping.entries());
    }
    return maps;
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
        joined(zips, moreZips.stream().flatMap(zip -> zips(option(ZIP, "[" + zip + "]")).stream())),
        joined(
            includes,
            moreIncludes.stream().flatMap(map -> maps(option(INCLUDE, map), INCLUDE).stream())),
        joined(
            exclusions(excludes.stream().map(Exclusion::values).toList(), !given.isEmpty()),
            moreExcludes.stream()
                .flatMap(map -> exclusions(maps(option(EXCLUDE, map), EXCLUDE), false).stream())));
  }

  private static YamlNode option(String name, String text) {
    return Yaml.parse(text, new Location("--" + name + " " + text, 0));
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
