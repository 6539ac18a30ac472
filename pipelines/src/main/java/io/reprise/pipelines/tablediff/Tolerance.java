package io.reprise.pipelines.tablediff;

import java.util.Map;
import java.util.Set;

/**
 * What counts as a difference.
 *
 * @param everywhere largest absolute difference of numbers that counts as none, 0 or more
 * @param columns the same of single columns
 * @param ignored columns that are not compared
 */
public record Tolerance(double everywhere, Map<String, Double> columns, Set<String> ignored) {

  /** Every difference counts. */
  public static final Tolerance NONE = new Tolerance(0, Map.of(), Set.of());

  public Tolerance {
    columns = Map.copyOf(columns);
    ignored = Set.copyOf(ignored);
  }

  /** Of one column. */
  public double of(String column) {
    return columns.getOrDefault(column, everywhere);
  }
}
