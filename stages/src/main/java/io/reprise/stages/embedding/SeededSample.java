package io.reprise.stages.embedding;

import io.reprise.stages.random.SplitMix64;
import java.util.Arrays;
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
    int size = rows.size();
    if (size <= limit) {
      return IntStream.range(0, size).toArray();
    }
    long start = SplitMix64.next(seed);
    long[] hashes = rows.stream().mapToLong(row -> SplitMix64.next(start ^ row.id())).toArray();
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    long last = sorted[limit - 1];
    long among = Arrays.stream(sorted, 0, limit).filter(hash -> hash == last).count();
    return IntStream.concat(
            IntStream.range(0, size).filter(row -> hashes[row] < last),
            IntStream.range(0, size).filter(row -> hashes[row] == last).limit(among))
        .sorted()
        .toArray();
  }

  /** One seed for each pair, not negative, for what draws many numbers. */
  public static long seed(long seed, long copy) {
    return SplitMix64.next(SplitMix64.next(seed) ^ copy) >>> 1;
  }
}
