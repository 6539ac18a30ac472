package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter that a sweep varies.
 *
 * @param path as {@code --set} has it: {@code train.optimizer.adam.learningRate}, or {@code seed}
 * @param choices at least one, no two the same
 * @param alternatives those that have names, of which the choices are some; none where values stand
 *     for themselves
 */
public record Axis(String path, List<Choice> choices, List<Choice> alternatives) {

  private static final Pattern RANGE = Pattern.compile("(-?\\d{1,15})\\.\\.(-?\\d{1,15})");

  public Axis {
    choices = List.copyOf(choices);
    alternatives = List.copyOf(alternatives);
  }

  /** Whether its values have names. */
  private boolean named() {
    return !alternatives.isEmpty();
  }

  /** Whether its values are replicates of one setting, and not settings. */
  public boolean isSeed() {
    return path.equals("seed") || path.endsWith(".seed");
  }

  /**
   * An axis of a pipeline file: a list of values, a map of named ones, or a range.
   *
   * @throws ReportedException when there is no value, or one is there twice
   */
  static Axis read(String path, YamlNode node) {
    String source = node.at() + ": matrix";
    if (node instanceof YamlNode.Mapping mapping) {
      List<Choice> choices = new ArrayList<>();
      mapping.entries().forEach((name, value) -> choices.add(Choice.of(source, path, name, value)));
      return new Axis(path, choices, choices).checked(source);
    }
    List<YamlNode> values =
        node instanceof YamlNode.Sequence sequence ? sequence.elements() : List.of(node);
    return of(path, values, source).checked(source);
  }

  /**
   * An axis of the command line: {@code seed=1..5} or {@code train.epochs=3,5}.
   *
   * @param known of the pipeline file, whose alternatives can be named
   * @throws ReportedException when it is no such thing
   */
  static Axis parse(String text, List<Axis> known) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new ReportedException(
          "sweep "
              + text
              + ": write an axis as path=values, such as train.epochs=3,5 or seed=1..5");
    }
    String path = text.substring(0, equals).trim();
    Location at = new Location("sweep " + path, 0);
    YamlNode values = Yaml.parse("[" + text.substring(equals + 1) + "]", at);
    if (!(values instanceof YamlNode.Sequence sequence)) {
      throw new ReportedException(at.says("its values are not a list: separate them by commas"));
    }
    Optional<Axis> alternatives =
        known.stream().filter(axis -> axis.named() && axis.path().equals(path)).findFirst();
    if (alternatives.isPresent()) {
      Axis file = alternatives.get();
      List<Choice> chosen =
          sequence.elements().stream().map(node -> file.choice("sweep", node)).toList();
      return new Axis(path, chosen, file.alternatives()).checked("sweep");
    }
    return of(path, sequence.elements(), "sweep").checked("sweep");
  }

  private static Axis of(String path, List<YamlNode> values, String source) {
    List<Choice> choices = new ArrayList<>();
    for (YamlNode value : values) {
      Matcher range =
          RANGE.matcher(value instanceof YamlNode.Scalar scalar ? scalar.text().trim() : "");
      if (range.matches()) {
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (last < first || last - first >= Matrix.MOST_POINTS) {
          throw new ReportedException(
              source
                  + " "
                  + path
                  + "="
                  + range.group()
                  + ": a range goes up, by "
                  + (Matrix.MOST_POINTS - 1)
                  + " at most: 1..5");
        }
        for (long each = first; each <= last; each++) {
          choices.add(Choice.of(source, path, new YamlNode.Scalar(each, value.at())));
        }
      } else {
        choices.add(Choice.of(source, path, value));
      }
    }
    return new Axis(path, choices, List.of());
  }

  /** What a value of {@code include}, of {@code exclude} or of the command line stands for. */
  Choice choice(String source, YamlNode node) {
    Choice literal = Choice.of(source, path, node);
    Optional<Choice> same =
        (named() ? alternatives : choices)
            .stream()
                .filter(
                    choice ->
                        named() ? choice.label().equals(literal.label()) : choice.isSame(literal))
                .findFirst();
    if (same.isEmpty() && named() && node instanceof YamlNode.Scalar) {
      throw new ReportedException(
          literal.value().at().says("no alternative has this name")
              + Nearest.hint(literal.label(), alternatives.stream().map(Choice::label).toList()));
    }
    return same.orElse(literal);
  }

  private Axis checked(String source) {
    if (choices.isEmpty()) {
      throw new ReportedException(source + " " + path + ": has no value");
    }
    for (int i = 0; i < choices.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (choices.get(i).isSame(choices.get(j))) {
          throw new ReportedException(
              choices.get(i).value().at().says("is there twice; each value makes a point once"));
        }
      }
    }
    return this;
  }
}
