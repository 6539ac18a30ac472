package io.reprise.schemas.yaml;

import io.reprise.schemas.problem.ReportedException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Makes a tree of one document; aliases become copies, which a limit keeps from growing. */
final class NodeConversion {

  private final Location start;
  private int nodes;

  NodeConversion(Location start) {
    this.start = start;
  }

  YamlNode convert(Node node) {
    return convert(node, 1);
  }

  private YamlNode convert(Node node, int depth) {
    Location at = start.line(node.getStartMark());
    if (node.isRecursive()) {
      throw new ReportedException(at.says("an anchor cannot contain itself"));
    }
    YamlLimits.requireDepth(depth, at);
    YamlLimits.requireNodes(++nodes, at);
    if (node instanceof ScalarNode scalar) {
      return new YamlNode.Scalar(value(scalar, at), text(scalar, at), at);
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> elements =
          sequence.getValue().stream().map(element -> convert(element, depth + 1)).toList();
      return new YamlNode.Sequence(elements, at);
    }
    return mapping((MappingNode) node, at, depth);
  }

  private YamlNode mapping(MappingNode node, Location at, int depth) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Location> places = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        throw new ReportedException(at.says("a key must be a word, not a list or a map"));
      }
      Location keyAt = start.line(keyNode.getStartMark());
      String key = text(keyNode, keyAt);
      Location earlier = places.put(key, keyAt);
      if (earlier != null) {
        String where = earlier.line() == 0 ? "" : " in line " + earlier.line();
        throw new ReportedException(keyAt.says("'" + key + "' is already there" + where));
      }
      entries.put(key, startingAt(keyAt, convert(tuple.getValueNode(), depth + 1)));
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

  /** What is written, which a YAML file can make of halves of characters. */
  private static String text(ScalarNode scalar, Location at) {
    String text = scalar.getValue();
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new ReportedException(
          at.says("a text has half of a surrogate pair, such as \\ud83d, which is no character"));
    }
    return text;
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
    return switch (text.toLowerCase(Locale.ROOT)) {
      case ".nan" -> Double.NaN;
      case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
      case "-.inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
