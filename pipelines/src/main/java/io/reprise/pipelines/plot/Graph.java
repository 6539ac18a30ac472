package io.reprise.pipelines.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A graph without cycles, each node to the right of those that it comes after.
 *
 * @param nodes each after those that it depends on
 */
public record Graph(List<Node> nodes) implements Plot {

  public Graph {
    nodes = List.copyOf(nodes);
  }

  /**
   * A node.
   *
   * @param state decides its colour: ran, cached, failed, ...
   * @param notes shown with it, one line each
   * @param after places in the list of nodes, all before its own
   */
  public record Node(
      String name, String detail, String state, List<String> notes, List<Integer> after) {

    public Node {
      notes = List.copyOf(notes);
      after = List.copyOf(after);
    }
  }

  /** The column of each node: one more than the last of those that it comes after. */
  public List<Integer> columns() {
    List<Integer> columns = new ArrayList<>();
    for (Node node : nodes) {
      columns.add(
          node.after().stream().mapToInt(before -> columns.get(before) + 1).max().orElse(0));
    }
    return columns;
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    List<Integer> columns = columns();
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("name", node.name());
      one.put("detail", node.detail());
      one.put("state", node.state());
      one.put("notes", node.notes());
      one.put("after", node.after());
      one.put("column", columns.get(i));
      all.add(one);
    }
    map.put("kind", "graph");
    map.put("nodes", all);
    return map;
  }
}
