package io.reprise.stages.ingest;

import java.io.Serializable;

/**
 * How large the ranges are that workers read alone.
 *
 * @param mostParts of a split, where that leaves no range more than the largest
 * @param smallest bytes that are worth a part
 * @param largest bytes after which there is a cut, even if that makes more parts
 */
record RangeSize(int mostParts, long smallest, long largest) implements Serializable {

  /** For any number of workers: it must not depend on the machine that lists the parts. */
  static final RangeSize DEFAULT = new RangeSize(64, 4L << 20, 256L << 20);

  /** The bytes after which a range ends with its shard. */
  long leastBytes(long fileBytes) {
    return Math.max(smallest, Math.min(largest, fileBytes / mostParts));
  }
}
