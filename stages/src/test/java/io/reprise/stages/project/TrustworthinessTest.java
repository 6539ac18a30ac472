package io.reprise.stages.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.embedding.ParallelRows;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrustworthinessTest {

  private final ParallelRows threads = new ParallelRows(2);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void isOneWhereThePlaneIsTheTruth() throws InterruptedException {
    double[][] places = BarnesHutTest.gaussian(300, 2);
    assertThat(of(places, places)).isEqualTo(1);
  }

  /** The numbers are of scikit-learn 1.2.1: trustworthiness(x, y, n_neighbors=5). */
  @Test
  void isThatOfScikitLearn() throws InterruptedException {
    double[][] vectors = new double[400][3];
    double[][] places = new double[400][2];
    for (int row = 0; row < 400; row++) {
      int square = row * row;
      vectors[row] =
          new double[] {square * 7919L % 100003, square * 1729L % 99991, square * 12997L % 99989};
      places[row] =
          new double[] {vectors[row][0] + square % 1709 * 11, vectors[row][1] - square % 1301 * 9};
    }
    assertThat(of(vectors, places)).isCloseTo(0.8294438775510204, within(1e-12));
  }

  @Test
  void someRowsAreAnEstimateForAll() throws InterruptedException {
    double[][] vectors = BarnesHutTest.gaussian(600, 4);
    double[][] places = new double[600][];
    for (int row = 0; row < places.length; row++) {
      places[row] = new double[] {vectors[row][0], vectors[row][1]};
    }
    double all = of(vectors, places);
    int[] third = IntStream.range(0, 200).map(i -> 3 * i).toArray();
    assertThat(all).isBetween(0.7, 0.95);
    assertThat(Trustworthiness.of(vectors, places, third, threads))
        .isNotEqualTo(all)
        .isCloseTo(all, within(0.02));
  }

  @Test
  void threeRowsHaveOneNeighbourEach() throws InterruptedException {
    assertThat(of(new double[][] {{0}, {1}, {3}}, new double[][] {{0, 0}, {3, 0}, {1, 0}}))
        .isBetween(0.0, 1.0);
  }

  private double of(double[][] vectors, double[][] places) throws InterruptedException {
    int[] all = IntStream.range(0, vectors.length).toArray();
    return Trustworthiness.of(vectors, places, all, threads);
  }
}
