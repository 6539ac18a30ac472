package io.reprise.schemas.record;

import org.jspecify.annotations.Nullable;

/**
 * The column {@code class} of {@link Metric}, whose accessor Avro cannot give a name of its own.
 */
public final class MetricClass {

  private MetricClass() {}

  /** The class or cluster that the value is of; null for all. */
  public static @Nullable String of(Metric metric) {
    return metric.getClass$();
  }
}
