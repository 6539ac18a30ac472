package io.reprise.stages.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ranks at given places among all ranks of each class, in order, without sorting or keeping
 * them: a first pass counts the ranks that begin with the same bits, a second one collects those
 * that begin as the ranks wanted do. Ranks are as good as uniform, so that these are few.
 */
final class RankSelection {

  private static final int COUNTER_BITS = 20;
  private static final int FEWEST_BITS = 4;

  private final LabelArray labels;
  private final int classes;
  private final long seed;
  private final int shift;
  private final long[][] counts;

  /**
   * @param labels below {@code classes}
   * @param seed of the ranks
   */
  RankSelection(LabelArray labels, int classes, long seed) {
    this.labels = labels;
    this.classes = classes;
    this.seed = seed;
    int classBits = Integer.SIZE - Integer.numberOfLeadingZeros(classes);
    int bits = Math.max(FEWEST_BITS, COUNTER_BITS - classBits);
    this.shift = Long.SIZE - bits;
    this.counts = new long[classes][1 << bits];
    labels.forEach((id, label) -> counts[label][bucket(StratifiedChoice.rank(seed, id))]++);
  }

  /** Of ranks in their order, which is that of signed numbers. */
  private int bucket(long rank) {
    return (int) ((rank ^ Long.MIN_VALUE) >>> shift);
  }

  /** Rows of a class. */
  long rows(int label) {
    return Arrays.stream(counts[label]).sum();
  }

  /**
   * The rank at a place of each class.
   *
   * @param places from 1, by class; 0 for none
   * @return by class; null where none is wanted
   */
  List<@Nullable Long> at(long[] places) {
    int[] buckets = new int[classes];
    long[] inBucket = places.clone();
    List<Ranks> collected = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      while (places[label] > 0 && inBucket[label] > counts[label][buckets[label]]) {
        inBucket[label] -= counts[label][buckets[label]++];
      }
      collected.add(new Ranks());
    }
    labels.forEach(
        (id, label) -> {
          long rank = StratifiedChoice.rank(seed, id);
          if (bucket(rank) == buckets[label]) {
            collected.get(label).add(rank);
          }
        });
    List<@Nullable Long> ranks = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      boolean wanted = places[label] > 0;
      ranks.add(wanted ? (Long) collected.get(label).at((int) inBucket[label] - 1) : null);
    }
    return ranks;
  }

  private static final class Ranks {

    private static final int FIRST = 16;

    private long[] ranks = new long[FIRST];
    private int count;

    void add(long rank) {
      if (count == ranks.length) {
        ranks = Arrays.copyOf(ranks, 2 * count);
      }
      ranks[count++] = rank;
    }

    long at(int place) {
      Arrays.sort(ranks, 0, count);
      return ranks[place];
    }
  }
}
