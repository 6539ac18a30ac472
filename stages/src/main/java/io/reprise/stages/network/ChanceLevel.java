package io.reprise.stages.network;

import io.reprise.schemas.text.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What is to be had without looking at an image: the share of the commonest class.
 *
 * @param support examples of each class
 * @param classes their names
 */
public record ChanceLevel(List<Long> support, List<String> classes) {

  /** Fewer examples may be guessed right by chance, or wrong. */
  private static final long FEW = 50;

  /** Of the way from guessing to always right; a network at 15 % of ten classes has gone 0.06. */
  private static final double LEAST_GAIN = 0.1;

  public ChanceLevel {
    support = List.copyOf(support);
    classes = List.copyOf(classes);
  }

  /**
   * A sentence where an accuracy is hardly better: by less than a tenth of what there is to gain,
   * and, which counts where classes are many, less than twice as good.
   */
  public Optional<String> warning(double accuracy) {
    long rows = LongStream.of(support.stream().mapToLong(Long::longValue).toArray()).sum();
    int commonest = commonest();
    double guessed = rows == 0 ? 1 : (double) support.get(commonest) / rows;
    double enough = Math.min(2 * guessed, guessed + LEAST_GAIN * (1 - guessed));
    if (rows < FEW || guessed == 1 || accuracy >= enough) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "accuracy %s on %,d examples is hardly better than guessing: always saying '%s' gives"
                + " %s",
            Numbers.fixed(accuracy, 4),
            rows,
            classes.get(commonest),
            Numbers.fixed(guessed, 4)));
  }

  private int commonest() {
    int commonest = 0;
    for (int label = 1; label < support.size(); label++) {
      commonest = support.get(label) > support.get(commonest) ? label : commonest;
    }
    return commonest;
  }
}
