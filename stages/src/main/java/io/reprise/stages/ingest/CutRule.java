package io.reprise.stages.ingest;

import java.util.List;
import java.util.TreeSet;

/** Says before which rows a file is cut. */
@FunctionalInterface
interface CutRule {

  /**
   * @param row from 1
   * @param bytes since the last cut
   */
  boolean cutBefore(long row, long bytes);

  /** Between shards, where there are enough bytes for a range. */
  static CutRule betweenShards(long rowsPerShard, long leastBytes) {
    return (row, bytes) -> bytes >= leastBytes && row % rowsPerShard == 0;
  }

  /** Where another file of the same rows was cut. */
  static CutRule at(List<Long> rows) {
    TreeSet<Long> set = new TreeSet<>(rows);
    return (row, bytes) -> set.contains(row);
  }
}
