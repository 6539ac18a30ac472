package io.reprise.schemas.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The word that somebody probably meant. */
public final class Nearest {

  private static final int FEWEST_LETTERS = 3;

  private Nearest() {}

  /**
   * A hint to end a message with: {@code "; did you mean 'train'?"}, or, where nothing is near, all
   * there is: {@code "; there is embed, train"}. Empty where there is nothing at all.
   */
  public static String hint(String wrong, Collection<String> right) {
    return hint(
        wrong,
        right,
        right.isEmpty() ? "" : "; there is " + String.join(", ", right.stream().sorted().toList()));
  }

  /**
   * The same with other words for the case that nothing is near.
   *
   * @param otherwise to end the message with
   */
  public static String hint(String wrong, Collection<String> right, String otherwise) {
    return to(wrong, right).map(nearest -> "; did you mean '" + nearest + "'?").orElse(otherwise);
  }

  /**
   * The candidate fewest edits away, if that is no more than a third of the word's length plus one;
   * before all others the shortest that goes on where the word ends, from three letters on.
   */
  public static Optional<String> to(String wrong, Collection<String> candidates) {
    int limit = 1 + wrong.length() / 3;
    if (wrong.length() >= FEWEST_LETTERS && !wrong.endsWith(".")) {
      Optional<String> whole =
          candidates.stream()
              .filter(candidate -> candidate.startsWith(wrong))
              .min(
                  Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
      if (whole.isPresent()) {
        return whole;
      }
    }
    return candidates.stream()
        .filter(candidate -> edits(wrong, candidate) <= limit)
        .min(
            Comparator.<String>comparingInt(candidate -> edits(wrong, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Damerau-Levenshtein distance (optimal string alignment), upper and lower case being equal. */
  static int edits(String left, String right) {
    String a = left.toLowerCase(java.util.Locale.ROOT);
    String b = right.toLowerCase(java.util.Locale.ROOT);
    int[][] distance = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        distance[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, i, j, distance);
      }
    }
    return distance[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] distance) {
    int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best =
        Math.min(
            Math.min(distance[i - 1][j], distance[i][j - 1]) + 1,
            distance[i - 1][j - 1] + substitution);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, distance[i - 2][j - 2] + 1) : best;
  }
}
