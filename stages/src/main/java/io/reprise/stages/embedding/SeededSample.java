package io.reprise.stages.embedding;

import io.reprise.stages.random.SplitMix64;
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
            Comparator.<Integer>comparingLong(
                    row -> SplitMix64.next(SplitMix64.next(seed) ^ rows.get(row).id()))
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** One seed for each pair, not negative, for what draws many numbers. */
  public static long seed(long seed, long copy) {
    return SplitMix64.next(SplitMix64.next(seed) ^ copy) >>> 1;
  }
}
