package io.reprise.stages.png;

import java.util.Arrays;

/** Finds where the bytes at a position stood before, for Deflate to point back to. */
final class Repeats {

  static final int SHORTEST = 3;

  private static final int LONGEST = 258;
  private static final int FARTHEST = 32_768;
  private static final int TRIES = 128;
  private static final int HASH_BITS = 15;
  private static final int NONE = -1;

  private final byte[] data;
  private final int[] latest = new int[1 << HASH_BITS];
  private final int[] earlier;

  Repeats(byte[] data) {
    this.data = data;
    this.earlier = new int[data.length];
    Arrays.fill(latest, NONE);
  }

  /**
   * The same bytes, further back.
   *
   * @param length zero where there is nothing worth pointing to
   */
  record Repeat(int length, int distance) {}

  /** The longest repeat of what starts at a position; the nearest one of these. */
  Repeat at(int position) {
    int bestLength = 0;
    int bestDistance = 0;
    if (position + SHORTEST <= data.length) {
      int candidate = latest[hash(position)];
      for (int tries = 0;
          candidate != NONE && position - candidate <= FARTHEST && tries < TRIES;
          tries++) {
        int length = common(candidate, position);
        if (length > bestLength) {
          bestLength = length;
          bestDistance = position - candidate;
        }
        candidate = earlier[candidate];
      }
    }
    return new Repeat(bestLength < SHORTEST ? 0 : bestLength, bestDistance);
  }

  /** Lets later positions point to this one. */
  void remember(int position) {
    if (position + SHORTEST <= data.length) {
      int hash = hash(position);
      earlier[position] = latest[hash];
      latest[hash] = position;
    }
  }

  private int common(int from, int to) {
    int limit = Math.min(LONGEST, data.length - to);
    int length = 0;
    while (length < limit && data[from + length] == data[to + length]) {
      length++;
    }
    return length;
  }

  private int hash(int position) {
    int three =
        (data[position] & 0xFF) << 16
            | (data[position + 1] & 0xFF) << 8
            | (data[position + 2] & 0xFF);
    return (three * 0x9E3779B1) >>> (Integer.SIZE - HASH_BITS);
  }
}
