package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link Matrix} and its parts from YAML, of a pipeline file or of the command line. */
final class MatrixReader {

  private static final String ZIP = "zip";
  private static final String INCLUDE = "include";
  private static final String EXCLUDE = "exclude";

  private MatrixReader() {}

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
        exclusions(maps(matrix.get(EXCLUDE), EXCLUDE)).toList());
  }

  /**
   * {@code --zip} of the command line.
   *
   * @param paths separated by commas
   */
  static Stream<List<String>> zip(String paths) {
    return zips(option(ZIP, "[" + paths + "]")).stream();
  }

  /**
   * {@code --include} of the command line.
   *
   * @param map YAML
   */
  static Stream<Map<String, YamlNode>> include(String map) {
    return maps(option(INCLUDE, map), INCLUDE).stream();
  }

  /**
   * {@code --exclude} of the command line.
   *
   * @param map YAML
   */
  static Stream<Matrix.Exclusion> exclude(String map) {
    return exclusions(maps(option(EXCLUDE, map), EXCLUDE));
  }

  private static YamlNode option(String name, String text) {
    return Yaml.parse(text, new Location("--" + name + " " + text, 0));
  }

  /** Each a mistake where no point has its values. */
  private static Stream<Matrix.Exclusion> exclusions(List<Map<String, YamlNode>> maps) {
    return maps.stream().map(values -> new Matrix.Exclusion(values, false));
  }

  /** One list of paths, or a list of such lists. */
  private static List<List<String>> zips(@Nullable YamlNode node) {
    if (node == null) {
      return List.of();
    }
    if (node instanceof YamlNode.Sequence sequence && !sequence.elements().isEmpty()) {
      boolean one = sequence.elements().stream().allMatch(each -> each instanceof YamlNode.Scalar);
      List<YamlNode> groups = one ? List.of(sequence) : sequence.elements();
      if (groups.stream().allMatch(MatrixReader::isListOfPaths)) {
        return groups.stream().map(MatrixReader::paths).toList();
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
  private static List<Map<String, YamlNode>> maps(@Nullable YamlNode node, String key) {
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
}
