package io.reprise.schemas.yaml;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 with its core schema; anchors and aliases work, tags of one's own do not. */
public final class Yaml {

  private Yaml() {}

  /**
   * The document in a file.
   *
   * @param name what messages call the file
   * @throws ReportedException when it cannot be read or is no YAML, with the line
   */
  public static YamlNode read(Path file, String name) {
    try {
      return parse(Files.readString(file, StandardCharsets.UTF_8), new Location(name, 1));
    } catch (IOException e) {
      throw new ReportedException(name + ": cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
  }

  /** The document in a text that starts at a place. */
  public static YamlNode parse(String text, Location start) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(start.source())
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true) // looked for below, to name both lines
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.map(node -> convert(node, start)).orElse(new YamlNode.Scalar(null, start));
    } catch (MarkedYamlEngineException e) {
      Location at =
          e.getProblemMark()
              .map(mark -> new Location(start.source(), mark.getLine() + 1))
              .orElse(start);
      throw new ReportedException(at.says("not valid YAML: " + e.getProblem()), e);
    } catch (YamlEngineException e) {
      throw new ReportedException(start.says("not valid YAML: " + e.getMessage()), e);
    }
  }

  private static YamlNode convert(Node node, Location start) {
    Location at =
        start.line() == 0
            ? start
            : new Location(
                start.source(), node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    if (node.isRecursive()) {
      throw new ReportedException(at.says("an anchor cannot contain itself"));
    }
    if (node instanceof ScalarNode scalar) {
      return new YamlNode.Scalar(value(scalar, at), scalar.getValue(), at);
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> elements = sequence.getValue().stream().map(n -> convert(n, start)).toList();
      return new YamlNode.Sequence(elements, at);
    }
    return mapping((MappingNode) node, at, start);
  }

  private static YamlNode mapping(MappingNode node, Location at, Location start) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Location> places = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        throw new ReportedException(at.says("a key must be a word, not a list or a map"));
      }
      String key = keyNode.getValue();
      Location keyAt = convert(keyNode, start).at();
      Location earlier = places.put(key, keyAt);
      if (earlier != null) {
        throw new ReportedException(
            keyAt.says("'" + key + "' is already there in line " + earlier.line()));
      }
      entries.put(key, startingAt(keyAt, convert(tuple.getValueNode(), start)));
    }
    return new YamlNode.Mapping(entries, at);
  }

  /** What a reader looks for under a key is at the key: a list's first line may be further down. */
  private static YamlNode startingAt(Location key, YamlNode value) {
    if (value instanceof YamlNode.Mapping mapping) {
      return new YamlNode.Mapping(mapping.entries(), key);
    }
    if (value instanceof YamlNode.Sequence sequence) {
      return new YamlNode.Sequence(sequence.elements(), key);
    }
    return value.plain() == null ? new YamlNode.Scalar(null, key) : value;
  }

  private static @Nullable Object value(ScalarNode scalar, Location at) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    if (tag.equals(Tag.INT)) {
      return integer(text, at);
    }
    if (tag.equals(Tag.FLOAT)) {
      return real(text);
    }
    if (tag.equals(Tag.STR)) {
      return text;
    }
    throw new ReportedException(at.says("the tag " + tag.getValue() + " is not known here"));
  }

  private static long integer(String text, Location at) {
    try {
      return text.startsWith("0x") || text.startsWith("0o")
          ? Long.parseLong(text.substring(2), text.charAt(1) == 'x' ? 16 : 8)
          : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ReportedException(at.says(text + " is too large for a 64-bit integer"), e);
    }
  }

  private static double real(String text) {
    return switch (text.toLowerCase(java.util.Locale.ROOT)) {
      case ".nan" -> Double.NaN;
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
