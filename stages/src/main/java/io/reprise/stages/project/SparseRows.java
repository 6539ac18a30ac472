package io.reprise.stages.project;

import java.util.Arrays;

/**
 * A square matrix that is mostly zero, row by row (CSR): the entries of row {@code i} are those
 * from {@code starts[i]}, before {@code starts[i + 1]}, by ascending column.
 *
 * @param starts one a row, and the number of entries
 */
@SuppressWarnings("ArrayRecordComponent") // inner loops go through them; never compared
record SparseRows(int[] starts, int[] columns, double[] values) {

  int size() {
    return starts.length - 1;
  }

  /** Columns ascend in what this gives, whether or not they do here. */
  SparseRows transposed() {
    int[] ends = new int[starts.length];
    for (int column : columns) {
      ends[column + 1]++;
    }
    for (int row = 1; row < ends.length; row++) {
      ends[row] += ends[row - 1];
    }
    SparseRows transposed =
        new SparseRows(ends.clone(), new int[columns.length], new double[columns.length]);
    for (int row = 0; row < size(); row++) {
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        int place = ends[columns[i]]++;
        transposed.columns[place] = row;
        transposed.values[place] = values[i];
      }
    }
    return transposed;
  }

  /**
   * The sum of this and its transpose, times a factor.
   *
   * <p>Transposed twice, columns ascend, and two rows are added like two sorted lists.
   */
  SparseRows plusTransposed(double factor) {
    SparseRows there = transposed();
    SparseRows back = there.transposed();
    int[] columns = new int[2 * this.columns.length];
    double[] values = new double[columns.length];
    int[] starts = new int[this.starts.length];
    int end = 0;
    for (int row = 0; row < size(); row++) {
      int i = there.starts[row];
      int j = back.starts[row];
      while (i < there.starts[row + 1] || j < back.starts[row + 1]) {
        int one = there.column(i, row);
        int other = back.column(j, row);
        columns[end] = Math.min(one, other);
        double sum = (one <= other ? there.values[i++] : 0) + (other <= one ? back.values[j++] : 0);
        values[end++] = factor * sum;
      }
      starts[row + 1] = end;
    }
    return new SparseRows(starts, Arrays.copyOf(columns, end), Arrays.copyOf(values, end));
  }

  /** After the last entry of a row, a column behind all others. */
  private int column(int entry, int row) {
    return entry < starts[row + 1] ? columns[entry] : Integer.MAX_VALUE;
  }
}
