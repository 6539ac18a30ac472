package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A parameter set from the command line: {@code train.epochs=3}, {@code seed=7} or {@code
 * train.optimizer={sgd: {learningRate: 0.1}}}.
 *
 * @param path a stage and the way to its parameter, or the name of one of the file's params
 * @param value any YAML
 */
public record ParameterOverride(List<String> path, YamlNode value) {

  private static final int LONGEST_SHOWN = 60;

  public ParameterOverride {
    path = List.copyOf(path);
  }

  /**
   * @throws ReportedException when it is not {@code name=value}
   */
  public static ParameterOverride parse(String text) {
    Location at = new Location("--set " + shown(text), 0);
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new ReportedException(
          at.says("write it as stage.parameter=value, such as train.epochs=3"));
    }
    List<String> path = List.of(text.substring(0, equals).trim().split("\\.", -1));
    return new ParameterOverride(path, Yaml.parse(text.substring(equals + 1), at));
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  /**
   * The pipeline file with the value where the path's first word points: in a stage's parameters,
   * or among the file's own.
   *
   * @param problems hears of a path that points nowhere
   */
  YamlNode.Mapping applyTo(YamlNode.Mapping file, Consumer<String> problems) {
    YamlNode.Mapping stages = file.mapping("stages");
    YamlNode.Mapping params = file.mapping("params");
    String first = path.get(0);
    if (path.size() > 1 && stages.get(first) instanceof YamlNode.Mapping stage) {
      YamlNode.Mapping changed = touched(stage, "with", put(stage.mapping("with"), 1));
      return file.with("stages", stages.with(first, changed));
    }
    if (path.size() == 1 && params.get(first) != null) {
      return file.with("params", params.with(first, value));
    }
    String what =
        path.size() > 1 ? "stage '" + first + "'" : "parameter '" + first + "' in 'params'";
    YamlNode.Mapping among = path.size() > 1 ? stages : params;
    problems.accept(
        value.at().says("there is no " + what + Nearest.hint(first, among.entries().keySet())));
    return file;
  }

  /** The tree with the value put at the path's rest, from its element {@code depth} on. */
  private YamlNode put(YamlNode node, int depth) {
    if (depth == path.size()) {
      return value;
    }
    String step = path.get(depth);
    if (node instanceof YamlNode.Sequence sequence) {
      List<YamlNode> elements = new ArrayList<>(sequence.elements());
      int index = index(step, elements.size());
      elements.set(index, put(elements.get(index), depth + 1));
      return new YamlNode.Sequence(elements, sequence.at().with(value.at()));
    }
    // A word such as `adam` stands for `adam: {}`; what is not there yet starts empty.
    YamlNode.Mapping empty = new YamlNode.Mapping(Map.of(), node.at());
    YamlNode.Mapping mapping = node instanceof YamlNode.Mapping given ? given : empty;
    YamlNode inner = mapping.get(step);
    return touched(mapping, step, put(inner == null ? empty : inner, depth + 1));
  }

  /** What is wrong with a part in which a value was put may be wrong because of either. */
  private YamlNode.Mapping touched(YamlNode.Mapping mapping, String key, YamlNode inner) {
    return new YamlNode.Mapping(mapping.with(key, inner).entries(), mapping.at().with(value.at()));
  }

  private int index(String step, int size) {
    try {
      int index = Integer.parseInt(step);
      if (index >= 0 && index < size) {
        return index;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw new ReportedException(
        value.at().says("'" + step + "' is no position in a list of " + size + ", from 0"));
  }
}
