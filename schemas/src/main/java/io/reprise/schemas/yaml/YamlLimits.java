package io.reprise.schemas.yaml;

import io.reprise.schemas.problem.ReportedException;
import java.util.Locale;

/** How large a document may become, far beyond what anybody writes by hand. */
public final class YamlLimits {

  /** Maps and lists inside each other. Each level takes a part of a thread's stack. */
  static final int DEPTH = 100;

  /** Values, each as often as aliases and references repeat it. */
  static final int NODES = 100_000;

  private YamlLimits() {}

  static void requireDepth(int depth, Location at) {
    if (depth > DEPTH) {
      throw new ReportedException(
          at.says(
              String.format(
                  Locale.ROOT, "maps and lists are nested deeper than %d levels", DEPTH)));
    }
  }

  static void requireNodes(int nodes, Location at) {
    if (nodes > NODES) {
      throw new ReportedException(
          at.says(
              String.format(
                  Locale.ROOT, "aliases or references repeat more than %d values", NODES)));
    }
  }

  /**
   * Checks a tree that was put together from others within the limits.
   *
   * @throws ReportedException when it is beyond them
   */
  public static void require(YamlNode node) {
    count(node, 1, 0);
  }

  /** Of a node and those before it. */
  private static int count(YamlNode node, int depth, int before) {
    requireDepth(depth, node.at());
    int nodes = before + 1;
    requireNodes(nodes, node.at());
    if (node instanceof YamlNode.Mapping mapping) {
      for (YamlNode value : mapping.entries().values()) {
        nodes = count(value, depth + 1, nodes);
      }
    } else if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode element : sequence.elements()) {
        nodes = count(element, depth + 1, nodes);
      }
    }
    return nodes;
  }
}
