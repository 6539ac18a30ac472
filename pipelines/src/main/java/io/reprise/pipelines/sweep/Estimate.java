package io.reprise.pipelines.sweep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metric over the seeds of a setting.
 *
 * @param deviation the sample's, divisor n - 1; null of one value
 * @param halfWidth of the interval that holds the mean with 95 %, by Student's t with n - 1 degrees
 *     of freedom; null of one value
 */
record Estimate(int n, double mean, @Nullable Double deviation, @Nullable Double halfWidth) {

  private static final double OUTSIDE = 0.05;

  /** Null where there is no value. */
  static @Nullable Estimate of(List<Double> values) {
    int n = values.size();
    if (n == 0) {
      return null;
    }
    double first = values.get(0);
    // From the first value, so that equal ones have no deviation by rounding.
    double mean = first + values.stream().mapToDouble(value -> value - first).sum() / n;
    if (n == 1) {
      return new Estimate(1, mean, null, null);
    }
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double deviation = Math.sqrt(squares / (n - 1));
    double halfWidth = StudentT.quantile(OUTSIDE, n - 1) * deviation / Math.sqrt(n);
    return new Estimate(n, mean, deviation, halfWidth);
  }

  /**
   * Welch's t-test of two means: the probability of a difference at least this large between seeds
   * of equal settings; null where one of them has fewer than two values, or neither has another
   * value in another seed: then nothing is known of what seeds do.
   */
  static @Nullable Double welch(Estimate one, Estimate other) {
    if (one.deviation == null || other.deviation == null) {
      return null;
    }
    double a = one.deviation * one.deviation / one.n;
    double b = other.deviation * other.deviation / other.n;
    if (a + b == 0) {
      return null;
    }
    double difference = one.mean - other.mean;
    double degrees = (a + b) * (a + b) / (a * a / (one.n - 1) + b * b / (other.n - 1));
    return StudentT.twoSided(difference / Math.sqrt(a + b), degrees);
  }
}
