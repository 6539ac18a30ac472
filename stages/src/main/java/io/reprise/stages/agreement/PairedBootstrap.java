package io.reprise.stages.agreement;

import io.reprise.stages.random.SplitMix64;
import java.util.Arrays;

/**
 * The percentile bootstrap (Efron, 1979) of the difference between two accuracies on the same
 * examples: examples are drawn with replacement, each with both predictions. Only how many examples
 * changed from right to wrong and from wrong to right matters, so these are drawn, and the others
 * are skipped over.
 *
 * @param low end of the interval that holds 95 % of the resampled differences
 * @param high its other end
 */
public record PairedBootstrap(double low, double high) {

  /** How often the examples are drawn. */
  public static final int RESAMPLES = 2000;

  private static final int TAIL = RESAMPLES / 40; // 2.5 %
  private static final long SEED = 27;

  /**
   * The same for the same counts, always.
   *
   * @param examples at least 1
   * @param onlyFirst that only the first has right
   * @param onlySecond that only the second has right
   */
  public static PairedBootstrap of(long examples, long onlyFirst, long onlySecond) {
    Draws draws = new Draws();
    double[] differences = new double[RESAMPLES];
    double discordant = onlyFirst + onlySecond;
    for (int i = 0; i < RESAMPLES; i++) {
      long drawn = draws.successes(examples, discordant / examples);
      long second = 0;
      for (long each = 0; each < drawn; each++) {
        second += draws.uniform() * discordant < onlySecond ? 1 : 0;
      }
      differences[i] = (double) (2 * second - drawn) / examples;
    }
    Arrays.sort(differences);
    return new PairedBootstrap(differences[TAIL], differences[RESAMPLES - 1 - TAIL]);
  }

  private static final class Draws {

    private long state = SEED;

    /** From 0, below 1. */
    private double uniform() {
      state += SplitMix64.GAMMA;
      return (SplitMix64.mix(state) >>> 11) * 0x1p-53;
    }

    /** A binomial number, by the lengths of the runs of failures, which are geometric. */
    private long successes(long tries, double probability) {
      if (probability <= 0 || probability >= 1) {
        return probability <= 0 ? 0 : tries;
      }
      double scale = StrictMath.log1p(-probability);
      long count = 0;
      double at = 0;
      while (true) {
        at += Math.floor(StrictMath.log1p(-uniform()) / scale) + 1;
        if (at > tries) {
          return count;
        }
        count++;
      }
    }
  }
}
