package io.reprise.stages.agreement;

/**
 * McNemar's test of two classifiers on the same examples (McNemar, 1947): whether those that only
 * one of them has right are as likely to be the one's as the other's. Below {@value #EXACT_BELOW}
 * such examples the exact binomial test, two-sided; from then on chi-square with one degree of
 * freedom and Edwards' continuity correction, as statsmodels has both.
 *
 * @param onlyFirst examples that only the first has right
 * @param onlySecond examples that only the second has right
 */
public record McNemar(long onlyFirst, long onlySecond) {

  /** Examples that only one of both has right, from which on chi-square is used. */
  static final int EXACT_BELOW = 25;

  public McNemar {
    if (onlyFirst < 0 || onlySecond < 0) {
      throw new IllegalArgumentException("counts are 0 or more");
    }
  }

  /** Examples that only one of both has right. */
  public long discordant() {
    return onlyFirst + onlySecond;
  }

  public boolean isExact() {
    return discordant() < EXACT_BELOW;
  }

  /** How likely so large a difference or a larger one is where there is none; 1 without any. */
  public double pValue() {
    return isExact() ? binomial() : ErrorFunction.complement(Math.sqrt(chiSquare() / 2));
  }

  /** The test's statistic where it is not exact. */
  double chiSquare() {
    double apart = Math.abs(onlyFirst - onlySecond) - 1.0;
    return apart * apart / discordant();
  }

  private double binomial() {
    long fewer = Math.min(onlyFirst, onlySecond);
    double ways = 1;
    double sum = 0;
    for (long i = 0; i <= fewer; i++) {
      sum += ways;
      ways = ways * (discordant() - i) / (i + 1);
    }
    return Math.min(1, 2 * sum / (1L << discordant()));
  }
}
