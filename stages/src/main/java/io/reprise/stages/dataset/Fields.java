package io.reprise.stages.dataset;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one map of a dataset's file; what is missing or wrong is said with its line. */
final class Fields {

  private final YamlNode.Mapping map;
  private final String path;

  /**
   * @param path of the map, with a dot at its end; empty at the top
   */
  Fields(YamlNode node, String path) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      String what = path.isEmpty() ? "a dataset's file" : path.substring(0, path.length() - 1);
      throw new ReportedException(node.at().says(what + " must be a map, not " + node.describe()));
    }
    this.map = mapping;
    this.path = path;
  }

  Set<String> keys() {
    return map.entries().keySet();
  }

  Location at() {
    return map.at();
  }

  void allow(Collection<String> known) {
    for (String key : keys()) {
      if (!known.contains(key)) {
        throw wrong(key, "unknown key '" + path + key + "'" + Nearest.hint(key, known));
      }
    }
  }

  boolean has(String key) {
    return !(node(key) instanceof YamlNode.Scalar scalar && scalar.value() == null);
  }

  Fields map(String key) {
    return new Fields(required(key), path + key + ".");
  }

  /** Text; numbers and so on are taken as they are written. */
  String text(String key) {
    return text(required(key), path + key);
  }

  @Nullable String optionalText(String key) {
    return has(key) ? text(key) : null;
  }

  List<String> texts(String key) {
    if (!(required(key) instanceof YamlNode.Sequence sequence)) {
      throw wrong(key, path + key + " must be a list, not " + node(key).describe());
    }
    List<String> texts = new ArrayList<>();
    sequence.elements().forEach(element -> texts.add(text(element, path + key)));
    if (texts.isEmpty() || Set.copyOf(texts).size() < texts.size()) {
      throw wrong(key, path + key + (texts.isEmpty() ? " is empty" : " names something twice"));
    }
    return texts;
  }

  boolean flag(String key) {
    if (has(key)) {
      if (node(key) instanceof YamlNode.Scalar scalar && scalar.value() instanceof Boolean value) {
        return value;
      }
      throw wrong(key, path + key + " must be true or false, not " + node(key).describe());
    }
    return false;
  }

  long count(String key) {
    if (required(key) instanceof YamlNode.Scalar scalar
        && scalar.value() instanceof Long value
        && value > 0) {
      return value;
    }
    throw wrong(key, path + key + " must be an integer above 0, not " + node(key).describe());
  }

  @Nullable Long optionalCount(String key) {
    return has(key) ? (Long) count(key) : null;
  }

  /** A path below the dataset's folder, so that it says the same on every machine. */
  String file(String key) {
    return inside(key, text(key));
  }

  String inside(String key, String file) {
    if (file.startsWith("/") || List.of(file.split("[/\\\\]", -1)).contains("..")) {
      throw wrong(key, "'" + file + "' is no path below the dataset's folder");
    }
    return file;
  }

  ReportedException wrong(String key, String problem) {
    return new ReportedException(node(key).at().says(problem));
  }

  private YamlNode required(String key) {
    if (!has(key)) {
      throw wrong(key, "'" + path + key + "' is missing");
    }
    return node(key);
  }

  private YamlNode node(String key) {
    YamlNode node = map.get(key);
    return node == null ? new YamlNode.Scalar(null, map.at()) : node;
  }

  private static String text(YamlNode node, String path) {
    if (node instanceof YamlNode.Scalar scalar && scalar.value() != null) {
      return scalar.text();
    }
    throw new ReportedException(node.at().says(path + " must be a text, not " + node.describe()));
  }
}
