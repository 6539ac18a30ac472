package io.reprise.stages.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a split that follow each other, and where they are in files that are not packed: one
 * worker reads these bytes and no others.
 *
 * @param firstRow from 0; the first of a shard
 * @param endRow the first row of the next range; {@link #TO_THE_END} in the last one
 * @param bytes in the order in which they are read; empty for image files, which are read whole
 * @param heads of the CSV files, in the same order; empty for other files
 */
record RowRange(long firstRow, long endRow, ArrayList<ByteRange> bytes, ArrayList<CsvHead> heads)
    implements Serializable {

  /** That the rows are all that there still are. */
  static final long TO_THE_END = Long.MAX_VALUE;

  RowRange(long firstRow, long endRow, List<ByteRange> bytes, List<CsvHead> heads) {
    this(firstRow, endRow, new ArrayList<>(bytes), new ArrayList<>(heads));
  }

  /** That a range has the rows that were found when it was cut. */
  void requireEnd(long row) {
    if (endRow != TO_THE_END && row != endRow) {
      throw new IllegalStateException("row " + row + " instead of " + endRow + " ends a range");
    }
  }
}
