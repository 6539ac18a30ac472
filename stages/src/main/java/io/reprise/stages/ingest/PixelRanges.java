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

  /** Unsigned: they are sent between workers. */
  private final byte[] smallest;

  private final byte[] largest;
  private long rows;
  private long blank;
  private long firstBlank = Long.MAX_VALUE;

  /**
   * @param values that an image has
   */
  PixelRanges(int values) {
    smallest = new byte[values];
    largest = new byte[values];
    Arrays.fill(smallest, (byte) 255);
  }

  /**
   * @param pixels backed by an array
   */
  void add(long id, ByteBuffer pixels) {
    byte[] bytes = pixels.array();
    int start = pixels.arrayOffset() + pixels.position();
    for (int i = 0; i < smallest.length; i++) {
      byte value = bytes[start + i];
      smallest[i] = least(smallest[i], value);
      largest[i] = most(largest[i], value);
    }
    rows++;
    if (isBlank(bytes, start)) {
      blank++;
      firstBlank = Math.min(firstBlank, id);
    }
  }

  private boolean isBlank(byte[] bytes, int start) {
    int same = 1;
    while (same < smallest.length && bytes[start + same] == bytes[start]) {
      same++;
    }
    return same >= smallest.length;
  }

  void merge(PixelRanges other) {
    for (int i = 0; i < smallest.length; i++) {
      smallest[i] = least(smallest[i], other.smallest[i]);
      largest[i] = most(largest[i], other.largest[i]);
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
    return unsigned(smallest).min().orElse(0);
  }

  int largest() {
    return unsigned(largest).max().orElse(0);
  }

  private static IntStream unsigned(byte[] values) {
    return IntStream.range(0, values.length).map(i -> values[i] & 0xff);
  }

  private static byte least(byte one, byte other) {
    return (byte) Math.min(one & 0xff, other & 0xff);
  }

  private static byte most(byte one, byte other) {
    return (byte) Math.max(one & 0xff, other & 0xff);
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
