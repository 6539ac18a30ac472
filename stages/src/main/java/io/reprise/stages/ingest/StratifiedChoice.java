package io.reprise.stages.ingest;

import io.reprise.stages.random.SplitMix64;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
   * Of each class.
   *
   * @param fraction of the rows that is kept, rounded to the nearest number of rows
   * @param validation fraction of the kept rows that is for validation, rounded likewise
   */
  static List<StratifiedChoice> of(
      RankSelection ranks, int classes, double fraction, double validation) {
    long[] kept = new long[classes];
    long[] validated = new long[classes];
    for (int label = 0; label < classes; label++) {
      kept[label] = Math.round(fraction * ranks.rows(label));
      validated[label] = Math.round(validation * kept[label]);
    }
    List<@Nullable Long> last = ranks.at(kept);
    List<@Nullable Long> lastValidated = ranks.at(validated);
    List<StratifiedChoice> choices = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      choices.add(new StratifiedChoice(lastValidated.get(label), last.get(label)));
    }
    return choices;
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
