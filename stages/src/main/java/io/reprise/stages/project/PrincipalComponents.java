package io.reprise.stages.project;

import java.util.Arrays;
import java.util.stream.IntStream;
import smile.math.matrix.PowerIteration;
import smile.math.matrix.SparseMatrix;

/**
 * The first two principal components, the same to the last bit on every machine.
 *
 * <p>Smile's own {@code PCA} hands the matrix to OpenBLAS, and what comes back differs in its last
 * digits with the processor and the number of threads (seen with {@code OPENBLAS_CORETYPE} and
 * {@code OPENBLAS_NUM_THREADS}). So the covariance is added up here, in row order, and Smile's
 * power iteration, which is Java, finds the largest eigenvector; the second one is the largest of
 * what the first leaves.
 */
final class PrincipalComponents {

  private static final int COUNT = 2;

  /** Of the change of an eigenvalue as a share of all variance: near the end of a double. */
  private static final double TOLERANCE = 1e-15;

  /** Only reached where two components explain alike, and then any mixture will do. */
  private static final int MAX_STEPS = 20_000;

  /** Less of the variance than this is rounding. */
  private static final double NOTHING = 1e-12;

  private final double[] means;
  private final double[][] directions = new double[COUNT][];
  private final double[] ratios = new double[COUNT];

  private PrincipalComponents(double[] means) {
    this.means = means;
  }

  /**
   * @param means of the columns; not all rows may be equal
   */
  static PrincipalComponents of(double[][] rows, double[] means) {
    double[][] left = covariance(rows, means);
    double variance = trace(left);
    scale(left, 1 / variance);
    PrincipalComponents components = new PrincipalComponents(means);
    for (int i = 0; i < COUNT; i++) {
      double[] direction = new double[means.length];
      if (trace(left) > NOTHING) {
        direction = largestEigenvector(left);
        components.ratios[i] = deflate(left, direction);
      }
      components.directions[i] = direction;
    }
    return components;
  }

  /** The share of all variance that is along the component, which counts from 0. */
  double explainedVarianceRatio(int component) {
    return ratios[component];
  }

  /** Unit vectors, the entry of largest magnitude (the first of equals) positive. */
  double[] direction(int component) {
    return directions[component].clone();
  }

  /** The rows' two coordinates. */
  double[][] project(double[][] rows) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(directions).mapToDouble(d -> along(row, d)).toArray())
        .toArray(double[][]::new);
  }

  private double along(double[] row, double[] direction) {
    double sum = 0;
    for (int unit = 0; unit < row.length; unit++) {
      sum += (row[unit] - means[unit]) * direction[unit];
    }
    return sum;
  }

  private static double[] largestEigenvector(double[][] matrix) {
    int widest =
        IntStream.range(0, matrix.length)
            .reduce((a, b) -> matrix[b][b] > matrix[a][a] ? b : a)
            .orElseThrow();
    double[] vector = matrix[widest].clone(); // has a part along every component that matters
    PowerIteration.eigen(
        new SparseMatrix(matrix, Double.MIN_VALUE), vector, 0.0, TOLERANCE, MAX_STEPS);
    // Smile has divided by the entry of largest magnitude, the first of equals: it is 1 now.
    double norm = 0;
    for (double value : vector) {
      norm += value * value;
    }
    double length = Math.sqrt(norm);
    return Arrays.stream(vector).map(value -> value / length).toArray();
  }

  /** Takes the direction's part out of the matrix and returns its eigenvalue. */
  private static double deflate(double[][] matrix, double[] direction) {
    double eigenvalue = 0;
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        eigenvalue += direction[i] * matrix[i][j] * direction[j];
      }
    }
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        matrix[i][j] -= eigenvalue * (direction[i] * direction[j]);
      }
    }
    return eigenvalue;
  }

  private static double[][] covariance(double[][] rows, double[] means) {
    double[][] sums = new double[means.length][means.length];
    double[] centred = new double[means.length];
    for (double[] row : rows) {
      for (int i = 0; i < means.length; i++) {
        centred[i] = row[i] - means[i];
        for (int j = 0; j <= i; j++) {
          sums[i][j] += centred[i] * centred[j];
        }
      }
    }
    for (int i = 0; i < means.length; i++) {
      for (int j = 0; j < i; j++) {
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }

  private static double trace(double[][] matrix) {
    double trace = 0;
    for (int i = 0; i < matrix.length; i++) {
      trace += matrix[i][i];
    }
    return trace;
  }

  private static void scale(double[][] matrix, double factor) {
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] *= factor;
      }
    }
  }
}
