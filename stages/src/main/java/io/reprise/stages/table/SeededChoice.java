package io.reprise.stages.table;

import io.reprise.schemas.record.Example;
import io.reprise.stages.random.SplitMix64;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Keeps a few of many examples, which follow from a seed and their ids, in whatever order. */
public final class SeededChoice {

  private final long seed;
  private final int count;
  private final PriorityQueue<Example> kept;
  private long rows;

  /**
   * @param count of examples to keep, at least 1
   */
  public SeededChoice(long seed, int count) {
    this.seed = SplitMix64.mix(seed);
    this.count = count;
    this.kept =
        new PriorityQueue<>(
            Comparator.comparingLong(this::draw).thenComparing(Example::getId).reversed());
  }

  private long draw(Example example) {
    return SplitMix64.next(seed ^ SplitMix64.next(example.getId()));
  }

  public void add(Example example) {
    rows++;
    kept.add(example);
    if (kept.size() > count) {
      kept.remove();
    }
  }

  /** All that were added. */
  public long rows() {
    return rows;
  }

  /** Those that are kept, by ascending id. */
  public List<Example> examples() {
    return kept.stream().sorted(Comparator.comparing(Example::getId)).toList();
  }
}
