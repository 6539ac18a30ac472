package io.reprise.stages.agreement;

import java.util.Arrays;

/**
 * The one-to-one matching of labels to clusters with most rows in it: the Hungarian method with
 * potentials and shortest augmenting paths (Jonker and Volgenant, 1987), n * n * m steps.
 */
public final class Matching {

  private static final int FREE = -1;

  private final double[][] cost;
  private final double[] rowPotential;
  private final double[] columnPotential;
  private final int[] rowOf;

  private Matching(double[][] cost) {
    this.cost = cost;
    this.rowPotential = new double[cost.length];
    this.columnPotential = new double[cost[0].length];
    this.rowOf = new int[cost[0].length];
    Arrays.fill(rowOf, FREE);
  }

  /** The largest sum of cells, no two in a row or in a column, of a table of counts. */
  public static double largestSum(double[][] counts) {
    int[] columns = columns(counts);
    double sum = 0;
    for (int row = 0; row < columns.length; row++) {
      sum += columns[row] == FREE ? 0 : counts[row][columns[row]];
    }
    return sum;
  }

  /**
   * The cells of that sum.
   *
   * @return the column of each row, -1 where it has none
   */
  public static int[] columns(double[][] counts) {
    boolean turned = counts.length > counts[0].length;
    int[] rows = ofWide(turned ? transposed(counts) : counts);
    if (turned) {
      return rows;
    }
    int[] columns = new int[counts.length];
    Arrays.fill(columns, FREE);
    for (int column = 0; column < rows.length; column++) {
      if (rows[column] != FREE) {
        columns[rows[column]] = column;
      }
    }
    return columns;
  }

  /** The row of each column. */
  private static int[] ofWide(double[][] wide) {
    double[][] cost =
        Arrays.stream(wide)
            .map(row -> Arrays.stream(row).map(count -> -count).toArray())
            .toArray(double[][]::new);
    Matching matching = new Matching(cost);
    for (int row = 0; row < cost.length; row++) {
      matching.augment(row);
    }
    return matching.rowOf;
  }

  /** Finds the cheapest way to give the row a column too. */
  private void augment(int start) {
    int columns = columnPotential.length;
    double[] slack = new double[columns];
    int[] previous = new int[columns];
    boolean[] reached = new boolean[columns];
    Arrays.fill(slack, Double.POSITIVE_INFINITY);
    Arrays.fill(previous, FREE);
    int row = start;
    int column = FREE;
    do {
      double smallest = relax(row, column, slack, previous, reached);
      column = nearest(slack, reached, smallest);
      shift(start, smallest, slack, reached);
      reached[column] = true;
      row = rowOf[column];
    } while (row != FREE);
    while (column != FREE) {
      rowOf[column] = previous[column] == FREE ? start : rowOf[previous[column]];
      column = previous[column];
    }
  }

  private double relax(int row, int column, double[] slack, int[] previous, boolean[] reached) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int each = 0; each < slack.length; each++) {
      if (!reached[each]) {
        double reduced = cost[row][each] - rowPotential[row] - columnPotential[each];
        if (reduced < slack[each]) {
          slack[each] = reduced;
          previous[each] = column;
        }
        smallest = Math.min(smallest, slack[each]);
      }
    }
    return smallest;
  }

  private static int nearest(double[] slack, boolean[] reached, double smallest) {
    for (int each = 0; each < slack.length; each++) {
      if (!reached[each] && slack[each] == smallest) {
        return each;
      }
    }
    throw new IllegalStateException("a table of finite counts has a matching");
  }

  /** Keeps reduced costs from falling below zero. */
  private void shift(int start, double by, double[] slack, boolean[] reached) {
    rowPotential[start] += by;
    for (int each = 0; each < slack.length; each++) {
      if (reached[each]) {
        rowPotential[rowOf[each]] += by;
        columnPotential[each] -= by;
      } else {
        slack[each] -= by;
      }
    }
  }

  private static double[][] transposed(double[][] table) {
    double[][] transposed = new double[table[0].length][table.length];
    for (int i = 0; i < table.length; i++) {
      for (int j = 0; j < table[0].length; j++) {
        transposed[j][i] = table[i][j];
      }
    }
    return transposed;
  }
}
