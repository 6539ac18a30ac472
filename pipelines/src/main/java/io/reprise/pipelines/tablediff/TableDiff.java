package io.reprise.pipelines.tablediff;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How two tables differ.
 *
 * @param key columns that rows were told apart by; empty where none is known
 * @param equalShards files that both have, which were not read
 * @param readShards the other files of both
 * @param added rows that only the second has
 * @param removed rows that only the first has
 * @param changed rows of both of which a cell differs, in a column that both have
 * @param equal rows of both that were read and do not differ
 * @param compared names of all columns of both but the key's, those that were left out included
 * @param columns that differ, most rows first
 * @param samples the first rows of each kind, in the order of the key
 * @param problem why rows could not be compared; null where they could
 */
public record TableDiff(
    List<String> key,
    int equalShards,
    int readShards,
    long added,
    long removed,
    long changed,
    long equal,
    Set<String> compared,
    List<ColumnDiff> columns,
    List<RowChange> samples,
    @Nullable String problem) {

  public TableDiff {
    key = List.copyOf(key);
    compared = Set.copyOf(compared);
    columns = List.copyOf(columns);
    samples = List.copyOf(samples);
  }

  /** Of tables that cannot be compared. */
  public static TableDiff uncomparable(List<String> key, String problem) {
    return new TableDiff(key, 0, 0, 0, 0, 0, 0, Set.of(), List.of(), List.of(), problem);
  }

  /** Whether nothing was found, although bytes differ. */
  public boolean isEmpty() {
    return problem == null && added + removed + changed == 0 && columns.isEmpty();
  }
}
