package io.reprise.schemas.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * What holds for the tables of one content, over all their shards in the order of the names.
 *
 * @param record generated from an Avro schema
 * @param key columns by which rows are sorted, no two rows alike; empty where rows have no order
 * @param rows a new check of rows, for one table; it may remember what it has seen
 */
public record TableRules<T extends SpecificRecord>(
    Class<T> record, List<String> key, Supplier<RowRule<T>> rows) {

  public TableRules {
    key = List.copyOf(key);
  }

  /** What a row must be, beyond its types. */
  @FunctionalInterface
  public interface RowRule<T> {

    /**
     * What is wrong with a row, such as "label is -1, where 0 or more is expected".
     *
     * @param row the next one
     */
    Optional<String> problem(T row);
  }

  /** Looks at a table row by row. */
  public TableCheck<T> check() {
    return new TableCheck<>(this);
  }
}
