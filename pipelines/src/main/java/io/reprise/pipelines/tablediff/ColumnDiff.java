package io.reprise.pipelines.tablediff;

import org.jspecify.annotations.Nullable;

/**
 * How a column differs.
 *
 * @param typeBefore null where the first table does not have it
 * @param typeAfter null where the second table does not have it
 * @param changed rows of both tables whose cells differ; of a column of one table alone, those that
 *     have a value in it
 * @param largest absolute difference of numbers; null where none was measured
 * @param elements of lists and bytes, how many differ in all changed rows; null for other types
 */
public record ColumnDiff(
    String name,
    @Nullable String typeBefore,
    @Nullable String typeAfter,
    long changed,
    @Nullable Double largest,
    @Nullable Long elements) {

  /** Whether both tables have it. */
  public boolean isCommon() {
    return typeBefore != null && typeAfter != null;
  }

  /** Whether both have it, under different types. */
  public boolean isRetyped() {
    return typeBefore != null && typeAfter != null && !typeBefore.equals(typeAfter);
  }
}
