package io.reprise.stages.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.embedding.ParallelRows;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BarnesHutTest {

  private final ParallelRows threads = new ParallelRows(2);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void exactGradientIsTheNumericDerivativeOfTheDivergence() throws InterruptedException {
    SparseRows affinities = Affinities.of(gaussian(40, 4), 5, threads);
    double[][] places = gaussian(40, 2);
    double[][] gradient = gradient(affinities, places, 0, threads);
    double step = 1e-5;
    for (int row = 0; row < places.length; row++) {
      for (int axis = 0; axis < 2; axis++) {
        double here = places[row][axis];
        places[row][axis] = here + step;
        double after = BarnesHut.divergence(affinities, places, 0, threads);
        places[row][axis] = here - step;
        double before = BarnesHut.divergence(affinities, places, 0, threads);
        places[row][axis] = here;
        assertThat(gradient[axis][row]).isCloseTo((after - before) / (2 * step), within(1e-6));
      }
    }
  }

  @Test
  void farPointsTakenTogetherPushAlmostAsTheyDoAlone() throws InterruptedException {
    SparseRows affinities = Affinities.of(gaussian(1500, 4), 10, threads);
    double[][] places = gaussian(1500, 2);
    for (double[] place : places) {
      place[0] *= 30;
      place[1] *= 20;
    }
    double[][] exact = gradient(affinities, places, 0, threads);
    double[][] near = gradient(affinities, places, 0.5, threads);
    for (int axis = 0; axis < 2; axis++) {
      assertThat(distance(near[axis], exact[axis]))
          .isPositive()
          .isLessThan(0.02 * distance(exact[axis], new double[1500]));
    }
    double divergence = BarnesHut.divergence(affinities, places, 0, threads);
    assertThat(BarnesHut.divergence(affinities, places, 0.2, threads))
        .isCloseTo(divergence, within(2e-3));
  }

  @Test
  void bitsDoNotDependOnThreads() throws InterruptedException {
    SparseRows affinities = Affinities.of(gaussian(900, 4), 10, threads);
    double[][] places = gaussian(900, 2);
    double[][] first = gradient(affinities, places, 0.5, threads);
    for (int count : new int[] {1, 4}) {
      try (ParallelRows others = new ParallelRows(count)) {
        assertThat(gradient(affinities, places, 0.5, others)).isDeepEqualTo(first);
      }
    }
  }

  /** Points that no square tells apart are one leaf; they must not be cut forever. */
  @Test
  void equalPlacesAreOneLeafThatPushesAsManyPoints() throws InterruptedException {
    double[][] vectors = gaussian(300, 4);
    SparseRows affinities = Affinities.of(vectors, 10, threads);
    double[][] places = new double[300][2];
    places[299][0] = 3;
    double[][] gradient = gradient(affinities, places, 0.5, threads);
    assertThat(gradient).isDeepEqualTo(gradient(affinities, places, 0, threads));
    assertThat(gradient[0]).doesNotContain(Double.NaN);
    QuadTree tree = new QuadTree(300, 0.5);
    tree.build(BarnesHut.axis(places, 0), BarnesHut.axis(places, 1));
    assertThat(tree.nodes()).isEqualTo(3);
    assertThat(tree.fields()[QuadTree.MASS]).isEqualTo(300);
    assertThat(tree.fields()[QuadTree.X]).isCloseTo(0.01, within(1e-12));
    tree.build(new double[300], new double[300]);
    assertThat(tree.nodes()).isEqualTo(1);
  }

  @Test
  void eachNodeHoldsThePointsBelowIt() {
    double[][] places = gaussian(500, 2);
    QuadTree tree = new QuadTree(500, 1);
    tree.build(BarnesHut.axis(places, 0), BarnesHut.axis(places, 1));
    assertThat(tree.next()[0]).isEqualTo(tree.nodes());
    for (int node = 0; node < tree.nodes(); node++) {
      double mass = 0;
      for (int child = node + 1; child < tree.next()[node]; child = tree.next()[child]) {
        mass += tree.fields()[child * QuadTree.FIELDS + QuadTree.MASS];
        assertThat(tree.fields()[child * QuadTree.FIELDS + QuadTree.REACH])
            .isLessThan(tree.fields()[node * QuadTree.FIELDS + QuadTree.REACH]);
      }
      boolean leaf = tree.next()[node] == node + 1;
      assertThat(tree.fields()[node * QuadTree.FIELDS + QuadTree.MASS]).isEqualTo(leaf ? 1 : mass);
    }
  }

  private static double[][] gradient(
      SparseRows affinities, double[][] places, double angle, ParallelRows threads)
      throws InterruptedException {
    double[][] gradient = new double[2][places.length];
    new BarnesHut(affinities, angle, threads)
        .gradient(
            BarnesHut.axis(places, 0), BarnesHut.axis(places, 1), 1, gradient[0], gradient[1]);
    return gradient;
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  static double[][] gaussian(int rows, int units) {
    Random random = new Random(11);
    double[][] vectors = new double[rows][units];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, unit -> random.nextGaussian());
    }
    return vectors;
  }
}
