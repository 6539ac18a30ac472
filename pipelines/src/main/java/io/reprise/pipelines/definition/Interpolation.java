package io.reprise.pipelines.definition;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in {@code ${name}} from the file's params: alone it takes the value with its type, inside a
 * longer text it takes the value's text.
 */
final class Interpolation {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  private final Map<String, YamlNode> params;
  private final Consumer<String> problems;

  Interpolation(Map<String, YamlNode> params, Consumer<String> problems) {
    this.params = params;
    this.problems = problems;
  }

  YamlNode fill(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      mapping.entries().forEach((key, value) -> entries.put(key, fill(value)));
      return new YamlNode.Mapping(entries, mapping.at());
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return new YamlNode.Sequence(
          sequence.elements().stream().map(this::fill).toList(), sequence.at());
    }
    YamlNode.Scalar scalar = (YamlNode.Scalar) node;
    return scalar.value() instanceof String text ? fill(text, scalar) : scalar;
  }

  private YamlNode fill(String text, YamlNode.Scalar scalar) {
    Matcher whole = REFERENCE.matcher(text);
    if (whole.matches()) {
      return YamlNode.of(lookUp(whole.group(1), scalar).plain(), scalar.at());
    }
    String filled =
        REFERENCE
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        String.valueOf(lookUp(match.group(1), scalar).plain())));
    return new YamlNode.Scalar(filled, scalar.at());
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
    return value;
  }
}
