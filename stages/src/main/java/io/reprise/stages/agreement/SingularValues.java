package io.reprise.stages.agreement;

import java.util.ArrayList;
import java.util.List;

/**
 * The singular value decomposition of a square matrix, by one-sided Jacobi rotations (Hestenes,
 * 1958): {@code matrix = left * diagonal(values) * transposed(right)}.
 *
 * @param left by column
 * @param values not sorted, 0 or more
 * @param right by column
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SingularValues(double[][] left, double[] values, double[][] right) {

  private static final int MOST_SWEEPS = 60;
  private static final double TOLERANCE = 1e-15;

  /**
   * @param columns of the matrix, each as long as there are; taken over
   */
  static SingularValues of(double[][] columns) {
    int size = columns.length;
    double[][] right = new double[size][size];
    for (int i = 0; i < size; i++) {
      right[i][i] = 1;
    }
    boolean rotated = true;
    for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
      rotated = false;
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          rotated |= rotate(columns, right, p, q);
        }
      }
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = Math.sqrt(dot(columns[i], columns[i]));
    }
    return new SingularValues(orthonormal(columns, values), values, right);
  }

  /** Makes two columns orthogonal; false where they are. */
  private static boolean rotate(double[][] columns, double[][] right, int p, int q) {
    double alpha = dot(columns[p], columns[p]);
    double beta = dot(columns[q], columns[q]);
    double gamma = dot(columns[p], columns[q]);
    if (gamma == 0 || Math.abs(gamma) <= TOLERANCE * Math.sqrt(alpha * beta)) {
      return false;
    }
    double zeta = (beta - alpha) / (2 * gamma);
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    turn(columns[p], columns[q], cosine, cosine * tangent);
    turn(right[p], right[q], cosine, cosine * tangent);
    return true;
  }

  private static void turn(double[] p, double[] q, double cosine, double sine) {
    for (int i = 0; i < p.length; i++) {
      double before = p[i];
      p[i] = cosine * before - sine * q[i];
      q[i] = sine * before + cosine * q[i];
    }
  }

  /** The columns at length 1; where one is 0, any direction that is orthogonal to the others. */
  private static double[][] orthonormal(double[][] columns, double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    List<double[]> done = new ArrayList<>();
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (values[i] > TOLERANCE * columns.length * largest) {
        scale(columns[i], values[i]);
        done.add(columns[i]);
      } else {
        missing.add(i);
      }
    }
    int axis = 0;
    for (int i : missing) {
      double length = 0;
      while (length < 0.5 / Math.sqrt(columns.length)) {
        columns[i] = new double[columns.length];
        columns[i][axis++] = 1;
        for (int twice = 0; twice < 2; twice++) {
          done.forEach(new Orthogonal(columns[i])::to);
        }
        length = Math.sqrt(dot(columns[i], columns[i]));
      }
      scale(columns[i], length);
      done.add(columns[i]);
    }
    return columns;
  }

  /** Takes away what a vector has in common with others. */
  private record Orthogonal(double[] vector) {

    private void to(double[] unit) {
      double common = dot(vector, unit);
      for (int i = 0; i < unit.length; i++) {
        vector[i] -= common * unit[i];
      }
    }
  }

  private static void scale(double[] vector, double length) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }
}
