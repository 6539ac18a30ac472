package io.reprise.stages.agreement;

import java.util.Arrays;

/**
 * Two sets of vectors of the same rows laid upon each other: both moved to their means, and the
 * first rotated (or mirrored) so that the sum of squared distances is smallest; not scaled
 * (Schoenemann, 1966).
 *
 * @param distances of each row, after that
 * @param scale the root mean square length of the second set's vectors from their mean
 * @param disparity 0 where one set is the other moved, rotated and scaled, at most 1; as {@code
 *     scipy.spatial.procrustes} has it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Procrustes(double[] distances, double scale, double disparity) {

  /**
   * @param before one vector a row
   * @param after as many rows; where vectors are of another length, zeros are added to the shorter
   */
  public static Procrustes of(double[][] before, double[][] after) {
    int size = Math.max(before[0].length, after[0].length);
    double[][] first = centred(before, size);
    double[][] second = centred(after, size);
    SingularValues svd = SingularValues.of(product(first, second, size));
    double[][] rotation = rotation(svd, size);
    double[] distances = new double[first.length];
    for (int row = 0; row < first.length; row++) {
      distances[row] = distance(first[row], rotation, second[row]);
    }
    double squares = squares(first) * squares(second);
    double sum = Arrays.stream(svd.values()).sum();
    return new Procrustes(
        distances,
        Math.sqrt(squares(second) / second.length),
        squares == 0 ? 0 : Math.max(0, 1 - sum * sum / squares));
  }

  private static double[][] centred(double[][] rows, int size) {
    double[] mean = new double[size];
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    double[][] centred = new double[rows.length][size];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < rows[row].length; i++) {
        centred[row][i] = rows[row][i] - mean[i];
      }
    }
    return centred;
  }

  /** The columns of transposed(first) * second. */
  private static double[][] product(double[][] first, double[][] second, int size) {
    double[][] columns = new double[size][size];
    for (int row = 0; row < first.length; row++) {
      for (int j = 0; j < size; j++) {
        double right = second[row][j];
        for (int i = 0; i < size; i++) {
          columns[j][i] += first[row][i] * right;
        }
      }
    }
    return columns;
  }

  /** left * transposed(right), by column. */
  private static double[][] rotation(SingularValues svd, int size) {
    double[][] rotation = new double[size][size];
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < size; j++) {
        double right = svd.right()[k][j];
        for (int i = 0; i < size; i++) {
          rotation[j][i] += svd.left()[k][i] * right;
        }
      }
    }
    return rotation;
  }

  private static double distance(double[] from, double[][] rotation, double[] to) {
    double sum = 0;
    for (int j = 0; j < to.length; j++) {
      double place = 0;
      for (int i = 0; i < from.length; i++) {
        place += from[i] * rotation[j][i];
      }
      sum += (place - to[j]) * (place - to[j]);
    }
    return Math.sqrt(sum);
  }

  private static double squares(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      for (double value : row) {
        sum += value * value;
      }
    }
    return sum;
  }
}
