package io.reprise.stages.ingest;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chooses rows of a class by chance, but the same ones on every run and in any order of arrival.
 *
 * <p>Each row has a rank: SplitMix64's output for the state that its seed and id give (Steele, Lea
 * and Flood, "Fast splittable pseudorandom number generators", 2014; the mixing function is
 * Stafford's variant 13). For one seed that is a bijection of ids, so no two rows have the same
 * rank, and the rows of lowest rank are those up to a bound: a choice among any number of rows is
 * two numbers for each class. A larger fraction keeps all that a smaller one keeps.
 *
 * @param validation rows up to this rank are for validation; null for none
 * @param kept rows up to this rank are kept at all; null for none
 */
record StratifiedChoice(@Nullable Long validation, @Nullable Long kept) implements Serializable {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

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
    return mix(mix(seed) + id * GOLDEN_GAMMA);
  }

  private static long mix(long state) {
    long z = state + GOLDEN_GAMMA;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /** "train", "validation", or null for a row that is left out. */
  @Nullable String split(long rank) {
    if (validation != null && rank <= validation) {
      return IngestPlan.VALIDATION;
    }
    return kept != null && rank <= kept ? IngestPlan.TRAIN : null;
  }
}
