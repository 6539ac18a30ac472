package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.YamlLimits;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in {@code ${name}} from the file's params, which may refer to each other: alone it takes
 * the value with its type and place, inside a longer text it takes the value as it is written.
 */
final class Interpolation {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  /** References through params, of which each takes a part of the thread's stack. */
  private static final int LONGEST_CHAIN = 100;

  private static final int LONGEST_TEXT = 1_000_000;

  private final Map<String, YamlNode> params;
  private final Consumer<String> problems;
  private final Map<String, YamlNode> filled = new LinkedHashMap<>();
  private final List<String> open = new ArrayList<>();

  Interpolation(Map<String, YamlNode> params, Consumer<String> problems) {
    this.params = params;
    this.problems = problems;
  }

  /** The params themselves, filled in. */
  Map<String, YamlNode> params() {
    params.forEach((name, value) -> param(name, value));
    return filled;
  }

  /**
   * @throws ReportedException when it becomes too large
   */
  YamlNode fill(YamlNode node) {
    YamlNode whole = inside(node);
    YamlLimits.require(whole);
    return whole;
  }

  private YamlNode inside(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, value) -> {
                if (REFERENCE.matcher(key).find()) {
                  problems.accept(value.at().says("'" + key + "': only values can be filled in"));
                }
                entries.put(key, inside(value));
              });
      return new YamlNode.Mapping(entries, mapping.at());
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return new YamlNode.Sequence(
          sequence.elements().stream().map(this::inside).toList(), sequence.at());
    }
    YamlNode.Scalar scalar = (YamlNode.Scalar) node;
    return scalar.value() instanceof String text ? fill(text, scalar) : scalar;
  }

  private YamlNode fill(String text, YamlNode.Scalar scalar) {
    Matcher matcher = REFERENCE.matcher(text);
    if (matcher.matches()) {
      return lookUp(matcher.group(1), scalar);
    }
    String whole =
        matcher.replaceAll(match -> Matcher.quoteReplacement(text(match.group(1), scalar)));
    if (whole.length() > LONGEST_TEXT) {
      throw new ReportedException(
          scalar.at().says("references make a text longer than 1,000,000 characters"));
    }
    return whole.equals(text) ? scalar : new YamlNode.Scalar(whole, scalar.at());
  }

  private String text(String name, YamlNode.Scalar user) {
    YamlNode value = lookUp(name, user);
    if (value instanceof YamlNode.Scalar scalar && scalar.value() != null) {
      return scalar.text();
    }
    problems.accept(
        user.at()
            .says(
                "parameter '" + name + "' is " + value.describe() + ", which is part of no text"));
    return "";
  }

  private YamlNode lookUp(String name, YamlNode.Scalar user) {
    YamlNode value = params.get(name.trim());
    if (value == null) {
      problems.accept(
          user.at()
              .says(
                  "there is no parameter '"
                      + name
                      + "' in 'params'"
                      + Nearest.hint(name, params.keySet())));
      return user;
    }
    return param(name.trim(), value);
  }

  private YamlNode param(String name, YamlNode value) {
    YamlNode known = filled.get(name);
    if (known != null) {
      return known;
    }
    int start = open.indexOf(name);
    if (start >= 0) {
      List<String> cycle = new ArrayList<>(open.subList(start, open.size()));
      cycle.add(name);
      problems.accept(value.at().says("params refer to each other: " + String.join(" -> ", cycle)));
      return value;
    }
    if (open.size() == LONGEST_CHAIN) {
      throw new ReportedException(value.at().says("params refer to each other over 100 steps"));
    }
    open.add(name);
    YamlNode whole = fill(value);
    open.remove(open.size() - 1);
    filled.put(name, whole);
    return whole;
  }
}
