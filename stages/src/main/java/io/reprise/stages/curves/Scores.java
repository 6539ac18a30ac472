package io.reprise.stages.curves;

import java.util.Arrays;

/**
 * Probabilities of one class, each with whether the example is of it. One whole number an example:
 * the bits of a float from 0 to 1 sort as the float does, and leave the lowest bit free.
 */
final class Scores {

  private final int[] keys;
  private int rows;

  /** Room for this many examples. */
  Scores(int capacity) {
    this.keys = new int[capacity];
  }

  /**
   * @param probability from 0 to 1; -0 is 0
   */
  void add(float probability, boolean positive) {
    keys[rows++] = Float.floatToIntBits(probability + 0.0f) << 1 | (positive ? 1 : 0);
  }

  /** The curve of all examples added; to be called once, since it sorts them. */
  ThresholdCurve curve() {
    Arrays.sort(keys, 0, rows);
    int points = 1;
    for (int row = 0; row < rows; row++) {
      points += startsTie(row) ? 1 : 0;
    }
    ThresholdCurve curve = new ThresholdCurve(points);
    int positives = 0;
    for (int row = rows - 1; row >= 0; row--) {
      positives += keys[row] & 1;
      if (startsTie(row)) {
        curve.add(Float.intBitsToFloat(keys[row] >>> 1), positives, rows - row);
      }
    }
    return curve;
  }

  /** Whether no example before it, in ascending order, has the same probability. */
  private boolean startsTie(int row) {
    return row == 0 || keys[row] >>> 1 != keys[row - 1] >>> 1;
  }
}
