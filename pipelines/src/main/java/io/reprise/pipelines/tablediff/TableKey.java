package io.reprise.pipelines.tablediff;

import java.util.List;
import java.util.Set;

/**
 * How rows of a table are told apart.
 *
 * @param columns in which no two rows are alike; at least one
 * @param sorted whether rows are known to be sorted by them, and none to be there twice
 * @param nominal columns whose numbers are names: no difference between them is small or large
 */
public record TableKey(List<String> columns, boolean sorted, Set<String> nominal) {

  public TableKey {
    columns = List.copyOf(columns);
    nominal = Set.copyOf(nominal);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a key without a column");
    }
  }
}
