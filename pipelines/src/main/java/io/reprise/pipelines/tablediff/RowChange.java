package io.reprise.pipelines.tablediff;

import java.util.List;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A row that differs.
 *
 * @param key its values, in the order of the key's columns
 * @param before null where it was added
 * @param after null where it was removed
 * @param cells how those differ that do, by column; columns that only one table has are not among
 *     them
 */
public record RowChange(
    List<@Nullable Object> key,
    @Nullable IndexedRecord before,
    @Nullable IndexedRecord after,
    Map<String, CellChange> cells) {

  /** What happened to it. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  public Kind kind() {
    return before == null ? Kind.ADDED : after == null ? Kind.REMOVED : Kind.CHANGED;
  }
}
