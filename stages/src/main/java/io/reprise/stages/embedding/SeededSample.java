package io.reprise.stages.embedding;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A choice of rows that depends on the seed and each row's id alone. */
public final class SeededSample {

  private SeededSample() {}

  /**
   * The rows, ascending, whose (seed, id) hash lowest; all of them where there are no more than
   * {@code limit}. A row that is in the sample stays in it when others go.
   */
  public static int[] rows(List<EmbeddingTable.Row> rows, int limit, long seed) {
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(row -> mix(mix(seed) ^ rows.get(row).id()))
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** One seed for each pair, not negative, for what draws many numbers. */
  public static long seed(long seed, long copy) {
    return mix(mix(seed) ^ copy) >>> 1;
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
