package io.reprise.schemas.rule;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * What holds for the tables of one content, over all their shards in the order of the names.
 *
 * @param content as pipeline files name it
 * @param record generated from an Avro schema
 * @param key columns in which no two rows are alike
 * @param sorted whether rows are sorted by the key
 * @param nominal columns whose numbers are names, such as classes: differences between them mean
 *     nothing
 * @param rows a new check of rows, for one table; it may remember what it has seen
 */
public record TableRules<T extends SpecificRecord>(
    String content,
    Class<T> record,
    List<String> key,
    boolean sorted,
    Set<String> nominal,
    Supplier<RowRule<T>> rows) {

  public TableRules {
    key = List.copyOf(key);
    nominal = Set.copyOf(nominal);
  }

  /** Of a table that is sorted by its key, whose rows may be any. */
  public static <T extends SpecificRecord> TableRules<T> of(
      String content, Class<T> record, String... key) {
    RowRule<T> any = row -> Optional.empty();
    return new TableRules<>(content, record, List.of(key), true, Set.of(), () -> any);
  }

  TableRules<T> withNominal(String... columns) {
    return new TableRules<>(content, record, key, sorted, Set.of(columns), rows);
  }

  TableRules<T> withEachRow(RowRule<T> rule) {
    return withRows(() -> rule);
  }

  TableRules<T> withRows(Supplier<RowRule<T>> rules) {
    return new TableRules<>(content, record, key, sorted, nominal, rules);
  }

  TableRules<T> unsorted() {
    return new TableRules<>(content, record, key, false, nominal, rows);
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
