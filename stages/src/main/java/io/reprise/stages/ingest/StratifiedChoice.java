package io.reprise.stages.ingest;

import io.reprise.stages.random.SplitMix64;
import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chooses rows of a class by chance, but the same ones on every run and in any order of arrival.
 *
 * <p>Each row has a rank: the output of {@link SplitMix64} for the state that its seed and id give.
 * For one seed that is a bijection of ids, so no two rows have the same rank, and the rows of
 * lowest rank are those up to a bound: a choice among any number of rows is two numbers for each
 * class. A larger fraction keeps all that a smaller one keeps.
 *
 * @param validation rows up to this rank are for validation; null for none
 * @param kept rows up to this rank are kept at all; null for none
 */
record StratifiedChoice(@Nullable Long validation, @Nullable Long kept) implements Serializable {

  /**
   * @param ranks of all rows of the class; sorted in place
   * @param fraction of the rows that is kept, rounded to the nearest number of rows
   * @param validation fraction of the kept rows that is for validation, rounded likewise
   */
  static StratifiedChoice of(long[] ranks, double fraction, double validation) {
    Arrays.sort(ranks);
    int kept = (int) Math.round(fraction * ranks.length);
    int validated = (int) Math.round(validation * kept);
    return new StratifiedChoice(
        validated == 0 ? null : (Long) ranks[validated - 1],
        kept == 0 ? null : (Long) ranks[kept - 1]);
  }

  static long rank(long seed, long id) {
    return SplitMix64.next(SplitMix64.next(seed) + id * SplitMix64.GAMMA);
  }

  /** "train", "validation", or null for a row that is left out. */
  @Nullable String split(long rank) {
    if (validation != null && rank <= validation) {
      return IngestPlan.VALIDATION;
    }
    return kept != null && rank <= kept ? IngestPlan.TRAIN : null;
  }
}
