package io.reprise.stages.cluster;

/** What a table of embeddings takes in memory, by what it takes as it is stored. */
final class TableMemory {

  /** A row without its vector: what is known of it, and its cluster as it is written. */
  static final long BYTES_A_ROW = 300;

  /** What a row takes at least as it is stored: 16 units. */
  private static final long STORED_BYTES_A_ROW = 64;

  /** Floats as doubles, stored in half their size where many are zero. */
  private static final long UNPACKED = 4;

  private TableMemory() {}

  /** No fewer than there are, about. */
  static long rows(long storedBytes) {
    return storedBytes / STORED_BYTES_A_ROW + 1;
  }

  /** Of all vectors once, in bytes. */
  static long vectors(long storedBytes) {
    return UNPACKED * storedBytes;
  }
}
