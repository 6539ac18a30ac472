package io.reprise.pipelines.definition;

import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A value that an axis of a sweep may take.
 *
 * @param label the alternative's name, or else the value as YAML in one line
 * @param value any YAML; its place names the axis and the value, for error messages
 */
public record Choice(String label, YamlNode value) {

  /**
   * @param source where the value stands: {@code "sweep"}, or {@code "sample.yaml:12: matrix"}
   */
  static Choice of(String source, String path, String label, YamlNode value) {
    return new Choice(label, at(value, new Location(source + " " + path + "=" + label, 0)));
  }

  static Choice of(String source, String path, YamlNode value) {
    return of(source, path, flow(value), value);
  }

  /** The same in one line, as YAML has it. */
  public static String flow(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping.entries().entrySet().stream()
          .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.elements().stream()
          .map(Choice::flow)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    YamlNode.Scalar scalar = (YamlNode.Scalar) node;
    return scalar.value() == null ? "null" : scalar.text();
  }

  private static YamlNode at(YamlNode node, Location at) {
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      mapping.entries().forEach((key, value) -> entries.put(key, at(value, at)));
      return new YamlNode.Mapping(entries, at);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return new YamlNode.Sequence(
          sequence.elements().stream().map(element -> at(element, at)).toList(), at);
    }
    YamlNode.Scalar scalar = (YamlNode.Scalar) node;
    return new YamlNode.Scalar(scalar.value(), scalar.text(), at);
  }

  /** Whether both set the same, whatever they are called. */
  boolean isSame(Choice other) {
    return Objects.equals(value.plain(), other.value.plain());
  }
}
