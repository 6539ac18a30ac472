package io.reprise.stages.cluster;

import java.util.OptionalInt;

/**
 * Where an ascending graph bends upwards: the point farthest below the chord from its first point
 * to its last one. With both axes brought to 0 to 1 that is the greatest of Kneedle's difference
 * curve, without smoothing (Satopaa et al., "Finding a 'Kneedle' in a Haystack", ICDCS Workshops
 * 2011, for a convex increasing curve).
 */
final class Knee {

  /** Rounding alone gives as much of a straight line. */
  private static final double LEAST = 1e-9;

  private Knee() {}

  /**
   * The place of the bend, the first of equals.
   *
   * @param ascending finite
   * @return empty where nothing lies below the chord, as of fewer than 3 values or equal ones
   */
  static OptionalInt of(double[] ascending) {
    int last = ascending.length - 1;
    int best = -1;
    double farthest = LEAST;
    for (int rank = 1; rank < last; rank++) {
      double height = (ascending[rank] - ascending[0]) / (ascending[last] - ascending[0]);
      double below = (double) rank / last - height;
      if (below > farthest) { // false where the graph is flat and height is no number
        farthest = below;
        best = rank;
      }
    }
    return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
  }
}
