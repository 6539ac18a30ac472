package io.reprise.stages.ingest;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes of images, of 64 bits, with their ids; that two different images of 70,000 have the same
 * one has a chance of about 1 in 10 billion. Of more than a quarter of a million images, those are
 * kept whose hashes begin with so many zeros that they are fewer: equal images are all kept or all
 * dropped, and which ones does not depend on the order of adding and merging.
 *
 * <p>Between workers it is one element, which some runners take up to 16 MB of.
 */
final class ImageHashes implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int FIRST = 1024;

  private final int most;
  private long[] hashes = new long[FIRST];
  private long[] ids = new long[FIRST];
  private int count;
  private int zeros;

  ImageHashes() {
    this(1 << 18);
  }

  /**
   * @param most that are kept
   */
  ImageHashes(int most) {
    this.most = most;
  }

  void add(long id, ByteBuffer pixels) {
    add(id, hash(pixels));
  }

  private void add(long id, long hash) {
    if (!begins(hash, zeros)) {
      return;
    }
    if (count == hashes.length) {
      int more = Math.min(2 * count, most + 1);
      hashes = Arrays.copyOf(hashes, more);
      ids = Arrays.copyOf(ids, more);
    }
    hashes[count] = hash;
    ids[count++] = id;
    while (count > most) {
      thin(zeros + 1);
    }
  }

  void merge(ImageHashes other) {
    thin(Math.max(zeros, other.zeros));
    for (int i = 0; i < other.count; i++) {
      add(other.ids[i], other.hashes[i]);
    }
  }

  private void thin(int moreZeros) {
    if (moreZeros == zeros) {
      return;
    }
    zeros = moreZeros;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (begins(hashes[i], zeros)) {
        hashes[kept] = hashes[i];
        ids[kept++] = ids[i];
      }
    }
    count = kept;
  }

  private static boolean begins(long hash, int zeros) {
    return Long.numberOfLeadingZeros(hash) >= zeros;
  }

  /** Ids of images that others have, too; of a sample where {@link #share} of both is not 1. */
  List<Long> idsAlsoIn(ImageHashes others) {
    long[] sorted = Arrays.copyOf(others.hashes, others.count);
    Arrays.sort(sorted);
    List<Long> shared = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (Arrays.binarySearch(sorted, hashes[i]) >= 0) {
        shared.add(ids[i]);
      }
    }
    return shared;
  }

  /** One of how many images is kept, more or less: a power of two. */
  long share() {
    return 1L << zeros;
  }

  /** Murmur3's 64-bit finalizer over eight bytes at a time. */
  static long hash(ByteBuffer pixels) {
    ByteBuffer bytes = pixels.duplicate();
    long hash = bytes.remaining();
    while (bytes.remaining() >= Long.BYTES) {
      hash = mix(hash ^ bytes.getLong());
    }
    while (bytes.hasRemaining()) {
      hash = mix(hash ^ bytes.get());
    }
    return hash;
  }

  private static long mix(long value) {
    long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
    z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
    return (z ^ z >>> 33) + 0x9e3779b97f4a7c15L;
  }
}
