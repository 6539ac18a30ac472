package io.reprise.pipelines.code;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts and what they name; as text, a line {@code part digest} and an indented one each name. */
final class CodeGraph {

  private static final String INDENT = "  ";

  private final SortedMap<Part, CodeNode> nodes = new TreeMap<>();

  /** Makes nodes of parts that a graph does not have. */
  @FunctionalInterface
  interface Outside {
    CodeNode read(Part part) throws IOException;
  }

  CodeGraph(Collection<CodeNode> nodes) {
    nodes.forEach(node -> this.nodes.put(node.part(), node));
  }

  @Nullable CodeNode get(Part part) {
    return nodes.get(part);
  }

  Collection<CodeNode> nodes() {
    return nodes.values();
  }

  /** The same without what could be newer than this graph. */
  CodeGraph librariesOnly() {
    return new CodeGraph(
        nodes.values().stream()
            .filter(node -> node.part().kind() == Part.Kind.LIBRARY)
            .collect(Collectors.toList()));
  }

  /**
   * All that a part reaches, itself included; what is not in this graph is asked for. Two classes
   * may reach the same, so the one that it starts from is told from the others.
   */
  Code reach(Part start, Outside outside) throws IOException {
    SortedMap<String, String> reached = new TreeMap<>();
    Set<Part> seen = new HashSet<>(Set.of(start));
    Deque<Part> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Part part = open.remove();
      CodeNode known = nodes.get(part);
      CodeNode node = known == null ? outside.read(part) : known;
      reached.put(part.equals(start) ? Code.START + part.name() : part.toString(), node.digest());
      node.references().stream().filter(seen::add).forEach(open::add);
    }
    return new Code(reached);
  }

  /** What a part of this graph reaches, where nothing leads out of it. */
  Code reach(Part start) throws IOException {
    return reach(
        start,
        part -> {
          throw new IllegalStateException("the code graph does not have " + part);
        });
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (CodeNode node : nodes.values()) {
      text.append(node.part()).append(' ').append(node.digest()).append('\n');
      node.references().forEach(reference -> text.append(INDENT).append(reference).append('\n'));
    }
    return text.toString();
  }

  /** The inverse of {@link #text}. */
  static CodeGraph parse(String text) {
    Map<Part, SortedSet<Part>> references = new TreeMap<>();
    Map<Part, String> digests = new TreeMap<>();
    SortedSet<Part> current = new TreeSet<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith(INDENT)) {
        current.add(Part.parse(line.substring(INDENT.length())));
      } else {
        int space = line.lastIndexOf(' ');
        Part part = Part.parse(line.substring(0, space));
        current = new TreeSet<>();
        digests.put(part, line.substring(space + 1));
        references.put(part, current);
      }
    }
    return new CodeGraph(
        references.entrySet().stream()
            .map(entry -> node(entry.getKey(), digests, entry.getValue()))
            .toList());
  }

  private static CodeNode node(Part part, Map<Part, String> digests, SortedSet<Part> references) {
    return new CodeNode(part, digests.getOrDefault(part, ""), references);
  }
}
