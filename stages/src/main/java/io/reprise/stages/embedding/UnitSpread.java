package io.reprise.stages.embedding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Mean and standard deviation of each unit (column) of a table of embeddings. */
public final class UnitSpread {

  private final double[] means;
  private final double[] deviations;

  private UnitSpread(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** Sums run in row order, so that they are the same everywhere. */
  public static UnitSpread of(double[][] vectors) {
    int units = vectors[0].length;
    double[] means = new double[units];
    double[] deviations = new double[units];
    for (int unit = 0; unit < units; unit++) {
      boolean constant = true;
      double sum = 0;
      for (double[] vector : vectors) {
        sum += vector[unit];
        constant &= vector[unit] == vectors[0][unit];
      }
      means[unit] = constant ? vectors[0][unit] : sum / vectors.length;
      double squares = 0;
      for (double[] vector : vectors) {
        squares += (vector[unit] - means[unit]) * (vector[unit] - means[unit]);
      }
      deviations[unit] = Math.sqrt(squares / vectors.length);
    }
    return new UnitSpread(means, deviations);
  }

  /** One a unit. */
  public double[] means() {
    return means.clone();
  }

  /**
   * A warning when half of the units are the same for all rows. Fewer are usual behind a relu, and
   * do nothing to a distance.
   */
  public Optional<String> warning() {
    long dead = Arrays.stream(deviations).filter(deviation -> deviation == 0).count();
    return 2 * dead < deviations.length
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d embedding units are constant, so dead: look at the training of the network"
                    + " that they are of",
                dead,
                means.length));
  }

  /** New rows of mean 0 and population standard deviation 1; constant units become 0. */
  public double[][] standardize(double[][] vectors) {
    double[][] standardized = new double[vectors.length][means.length];
    for (int row = 0; row < vectors.length; row++) {
      for (int unit = 0; unit < means.length; unit++) {
        double centred = vectors[row][unit] - means[unit];
        standardized[row][unit] = deviations[unit] == 0 ? 0 : centred / deviations[unit];
      }
    }
    return standardized;
  }
}
