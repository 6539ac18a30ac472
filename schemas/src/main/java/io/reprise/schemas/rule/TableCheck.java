package io.reprise.schemas.rule;

import io.reprise.schemas.rule.TableRules.RowRule;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Holds one table to its rules, and remembers no more of it than the last key. */
public final class TableCheck<T extends SpecificRecord> {

  private final List<Schema.Field> key;
  private final RowRule<T> rows;
  private @Nullable List<Object> last;
  private long count;

  TableCheck(TableRules<T> rules) {
    Schema schema = SpecificData.get().getSchema(rules.record());
    this.key = rules.sorted() ? rules.key().stream().map(schema::getField).toList() : List.of();
    this.rows = rules.rows().get();
  }

  /** What is wrong with the next row. */
  public Optional<String> next(T row) {
    count++;
    Optional<String> problem = order(row);
    return problem.isPresent() ? problem : rows.problem(row);
  }

  /** How many rows there have been. */
  public long count() {
    return count;
  }

  private Optional<String> order(T row) {
    List<Object> own = key.stream().map(field -> row.get(field.pos())).toList();
    List<Object> before = last;
    last = own;
    int order = before == null || key.isEmpty() ? 1 : compare(own, before);
    if (order > 0) {
      return Optional.empty();
    }
    String names = String.join(", ", key.stream().map(Schema.Field::name).toList());
    return Optional.of(
        order == 0
            ? names + " is " + text(own) + " as in the row before, where each is there once"
            : String.format(
                Locale.ROOT,
                "%s is %s after %s: sort the rows by %s, over all files in the order of their names",
                names,
                text(own),
                text(Objects.requireNonNull(before)),
                names));
  }

  @SuppressWarnings("unchecked") // one field's values are of one type
  private static int compare(List<Object> own, List<Object> before) {
    for (int i = 0; i < own.size(); i++) {
      int order = ((Comparable<Object>) own.get(i)).compareTo(before.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static String text(List<Object> values) {
    return String.join(", ", values.stream().map(String::valueOf).toList());
  }
}
