package io.reprise.stages.ingest;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The smallest and the largest value that each pixel has in a number of images, and which images
 * are blank. Adding and merging give the same in any order.
 */
final class PixelRanges implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int[] smallest;
  private final int[] largest;
  private long rows;
  private long blank;
  private long firstBlank = Long.MAX_VALUE;

  /**
   * @param values that an image has
   */
  PixelRanges(int values) {
    smallest = new int[values];
    largest = new int[values];
    Arrays.fill(smallest, Integer.MAX_VALUE);
    Arrays.fill(largest, Integer.MIN_VALUE);
  }

  void add(long id, ByteBuffer pixels) {
    int start = pixels.position();
    boolean same = true;
    for (int i = 0; i < smallest.length; i++) {
      int value = pixels.get(start + i) & 0xff;
      smallest[i] = Math.min(smallest[i], value);
      largest[i] = Math.max(largest[i], value);
      same &= pixels.get(start + i) == pixels.get(start);
    }
    rows++;
    if (same) {
      blank++;
      firstBlank = Math.min(firstBlank, id);
    }
  }

  void merge(PixelRanges other) {
    for (int i = 0; i < smallest.length; i++) {
      smallest[i] = Math.min(smallest[i], other.smallest[i]);
      largest[i] = Math.max(largest[i], other.largest[i]);
    }
    rows += other.rows;
    blank += other.blank;
    firstBlank = Math.min(firstBlank, other.firstBlank);
  }

  /** Values that an image has. */
  int values() {
    return smallest.length;
  }

  long rows() {
    return rows;
  }

  /** Images whose values are all equal. */
  long blank() {
    return blank;
  }

  /** The least id of a blank image. */
  long firstBlank() {
    return firstBlank;
  }

  int smallest() {
    return IntStream.of(smallest).min().orElse(0);
  }

  int largest() {
    return IntStream.of(largest).max().orElse(0);
  }

  /** Values that are the same in all images, by their place in an image. */
  BitSet constant() {
    BitSet constant = new BitSet(smallest.length);
    IntStream.range(0, smallest.length)
        .filter(i -> smallest[i] == largest[i])
        .forEach(constant::set);
    return constant;
  }
}
