package io.reprise.stages.project;

import io.reprise.stages.embedding.ParallelRows;
import java.util.Arrays;

/**
 * The gradient of the Kullback-Leibler divergence between affinities and places in the plane, with
 * far points taken together (van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR
 * 15, 2014). With n rows, one gradient takes time in proportion to n log n.
 *
 * <p>Threads share the points out; the sums for a point are taken by one of them, in an order that
 * the places give, so that no bit depends on how many there are.
 */
final class BarnesHut {

  private static final int POINTS_AT_ONCE = 128;

  private final SparseRows affinities;
  private final ParallelRows threads;
  private final QuadTree tree;
  private final double[] pullX;
  private final double[] pullY;
  private final double[] pushX;
  private final double[] pushY;
  private final double[] sums;

  /**
   * @param angle of {@link QuadTree}; 0 is exact
   */
  BarnesHut(SparseRows affinities, double angle, ParallelRows threads) {
    int rows = affinities.size();
    this.affinities = affinities;
    this.threads = threads;
    this.tree = new QuadTree(rows, angle);
    this.pullX = new double[rows];
    this.pullY = new double[rows];
    this.pushX = new double[rows];
    this.pushY = new double[rows];
    this.sums = new double[rows];
  }

  /**
   * Sets the gradient by each coordinate.
   *
   * @param exaggeration what the affinities are multiplied by
   * @return the sum of all pairs' similarities in the plane, before they are made probabilities; no
   *     number when a place is none
   */
  double gradient(
      double[] xs, double[] ys, double exaggeration, double[] gradientX, double[] gradientY)
      throws InterruptedException {
    measure(xs, ys);
    double sum = sum();
    for (int row = 0; row < xs.length; row++) {
      gradientX[row] = 4 * (exaggeration * pullX[row] - pushX[row] / sum);
      gradientY[row] = 4 * (exaggeration * pullY[row] - pushY[row] / sum);
    }
    return sum;
  }

  /**
   * The Kullback-Leibler divergence of affinities and places, in nats.
   *
   * @param places x and y, one pair a row
   */
  static double divergence(
      SparseRows affinities, double[][] places, double angle, ParallelRows threads)
      throws InterruptedException {
    double[] xs = axis(places, 0);
    double[] ys = axis(places, 1);
    BarnesHut similarities = new BarnesHut(affinities, angle, threads);
    similarities.measure(xs, ys);
    double logSum = StrictMath.log(similarities.sum());
    double divergence = 0;
    for (int row = 0; row < places.length; row++) {
      for (int i = affinities.starts()[row]; i < affinities.starts()[row + 1]; i++) {
        int other = affinities.columns()[i];
        double p = affinities.values()[i];
        double dx = xs[row] - xs[other];
        double dy = ys[row] - ys[other];
        if (p > 0) {
          divergence += p * (StrictMath.log(p * (1 + (dx * dx + dy * dy))) + logSum);
        }
      }
    }
    return divergence;
  }

  /** One coordinate of each row. */
  static double[] axis(double[][] places, int axis) {
    return Arrays.stream(places).mapToDouble(place -> place[axis]).toArray();
  }

  private void measure(double[] xs, double[] ys) throws InterruptedException {
    tree.build(xs, ys);
    threads.forEach(xs.length, POINTS_AT_ONCE, (from, to) -> forces(xs, ys, from, to));
  }

  private double sum() {
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    return sum;
  }

  private void forces(double[] xs, double[] ys, int from, int to) {
    for (int place = from; place < to; place++) {
      int row = tree.row(place);
      pull(xs, ys, row);
      push(xs[row], ys[row], row);
    }
  }

  private void pull(double[] xs, double[] ys, int row) {
    int[] columns = affinities.columns();
    double[] values = affinities.values();
    double x = xs[row];
    double y = ys[row];
    double sumX = 0;
    double sumY = 0;
    int end = affinities.starts()[row + 1];
    for (int i = affinities.starts()[row]; i < end; i++) {
      double dx = x - xs[columns[i]];
      double dy = y - ys[columns[i]];
      double force = values[i] / (1 + (dx * dx + dy * dy));
      sumX += force * dx;
      sumY += force * dy;
    }
    pullX[row] = sumX;
    pullY[row] = sumY;
  }

  private void push(double x, double y, int row) {
    double[] fields = tree.fields();
    int[] next = tree.next();
    int nodes = tree.nodes();
    double sumX = 0;
    double sumY = 0;
    double sum = -1; // the point meets itself, at a similarity of 1 and without force
    int node = 0;
    while (node < nodes) {
      int field = node * QuadTree.FIELDS;
      double dx = x - fields[field + QuadTree.X];
      double dy = y - fields[field + QuadTree.Y];
      double squared = dx * dx + dy * dy;
      if (squared > fields[field + QuadTree.REACH]) {
        double similarity = 1 / (1 + squared);
        double all = fields[field + QuadTree.MASS] * similarity;
        sum += all;
        sumX += all * similarity * dx;
        sumY += all * similarity * dy;
        node = next[node];
      } else {
        node++;
      }
    }
    pushX[row] = sumX;
    pushY[row] = sumY;
    sums[row] = sum;
  }
}
