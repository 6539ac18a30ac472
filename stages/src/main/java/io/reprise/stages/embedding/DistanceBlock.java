package io.reprise.stages.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some consecutive rows, transposed, so that the distances of a row to all of them are added up
 * unit by unit: the inner loop runs over rows, which the JIT compiles to vector instructions, and
 * each distance is still added up in one order on every machine.
 */
public final class DistanceBlock {

  /** As many rows of 64 units take 128 KB, within the second cache of most processors. */
  public static final int ROWS = 256;

  private final double[][] columns;
  private final int first;
  private final int size;

  /**
   * @param first the block's first row
   */
  public DistanceBlock(double[][] vectors, int first) {
    this.columns = new double[vectors[0].length][ROWS];
    this.first = first;
    this.size = Math.min(ROWS, vectors.length - first);
    for (int i = 0; i < size; i++) {
      double[] vector = vectors[first + i];
      for (int unit = 0; unit < vector.length; unit++) {
        columns[unit][i] = vector[unit];
      }
    }
  }

  /** All rows of a table, which take its memory again. */
  public static DistanceBlock[] all(double[][] vectors) {
    return IntStream.iterate(0, first -> first < vectors.length, first -> first + ROWS)
        .mapToObj(first -> new DistanceBlock(vectors, first))
        .toArray(DistanceBlock[]::new);
  }

  /** The row of the table that is the block's first. */
  public int first() {
    return first;
  }

  /** How many rows there are: {@link #ROWS}, fewer at the table's end. */
  public int size() {
    return size;
  }

  /**
   * The squared Euclidean distances from a row to those of the block.
   *
   * <p>One long method by intention: more than 325 bytes of code, which the JIT does not inline.
   * Inlined in a loop over rows, its loops are not turned into vector instructions, and take three
   * times as long.
   *
   * @param squared of the length {@link #ROWS}; what is behind {@link #size} means nothing
   */
  public void measure(double[] row, double[] squared) {
    int unit = 0;
    if (row.length < 4) {
      Arrays.fill(squared, 0);
    } else {
      double v0 = row[0];
      double v1 = row[1];
      double v2 = row[2];
      double v3 = row[3];
      double[] c0 = columns[0];
      double[] c1 = columns[1];
      double[] c2 = columns[2];
      double[] c3 = columns[3];
      for (int i = 0; i < ROWS; i++) {
        double d0 = v0 - c0[i];
        double d1 = v1 - c1[i];
        double d2 = v2 - c2[i];
        double d3 = v3 - c3[i];
        squared[i] = (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3);
      }
      unit = 4;
    }
    // four units at once, so that each sum is loaded and stored a quarter as often
    for (; unit + 3 < row.length; unit += 4) {
      double v0 = row[unit];
      double v1 = row[unit + 1];
      double v2 = row[unit + 2];
      double v3 = row[unit + 3];
      double[] c0 = columns[unit];
      double[] c1 = columns[unit + 1];
      double[] c2 = columns[unit + 2];
      double[] c3 = columns[unit + 3];
      for (int i = 0; i < ROWS; i++) {
        double d0 = v0 - c0[i];
        double d1 = v1 - c1[i];
        double d2 = v2 - c2[i];
        double d3 = v3 - c3[i];
        squared[i] += (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3);
      }
    }
    for (; unit < row.length; unit++) {
      double value = row[unit];
      double[] column = columns[unit];
      for (int i = 0; i < ROWS; i++) {
        double difference = value - column[i];
        squared[i] += difference * difference;
      }
    }
  }

  /** The squared Euclidean distance of two rows, added up as {@link #measure} does it. */
  public static double squared(double[] row, double[] other) {
    double squared = 0;
    int unit = 0;
    for (; unit + 3 < row.length; unit += 4) {
      double d0 = row[unit] - other[unit];
      double d1 = row[unit + 1] - other[unit + 1];
      double d2 = row[unit + 2] - other[unit + 2];
      double d3 = row[unit + 3] - other[unit + 3];
      squared += (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3);
    }
    for (; unit < row.length; unit++) {
      double difference = row[unit] - other[unit];
      squared += difference * difference;
    }
    return squared;
  }
}
