package io.reprise.stages.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {

  /** Few different values, so that most distances are there many times. */
  @Test
  void neighboursAreThoseOfAllPairsAndTheFirstOfEquals() throws InterruptedException {
    double[][] vectors = new double[600][];
    Random random = new Random(3);
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] = random.ints(5, 0, 4).asDoubleStream().toArray();
    }
    for (int threads : new int[] {1, 2, 4}) {
      try (ParallelRows parallel = new ParallelRows(threads)) {
        NearestNeighbours nearest = NearestNeighbours.of(vectors, 20, parallel);
        for (int row = 0; row < vectors.length; row++) {
          int from = row;
          assertThat(IntStream.range(0, 20).map(rank -> nearest.row(from, rank)).toArray())
              .isEqualTo(allPairs(vectors, row, 20));
          assertThat(nearest.squared(row, 7))
              .isEqualTo(squared(vectors[row], vectors[nearest.row(row, 7)]));
        }
      }
    }
  }

  @Test
  void allOtherRowsCanBeNeighbours() throws InterruptedException {
    double[][] vectors = {{3, 0}, {0, 0}, {1, 0}};
    try (ParallelRows parallel = new ParallelRows(2)) {
      NearestNeighbours nearest = NearestNeighbours.of(vectors, 2, parallel);
      assertThat(nearest.row(0, 0)).isEqualTo(2);
      assertThat(nearest.row(0, 1)).isEqualTo(1);
      assertThat(nearest.squared(0, 1)).isEqualTo(9);
      assertThat(nearest.row(1, 0)).isEqualTo(2);
    }
  }

  @Test
  void aBlockMeasuresToTheBitWhatAPairIsMeasured() {
    double[][] vectors = rows(300, 7);
    DistanceBlock block = new DistanceBlock(vectors, 256);
    double[] squared = new double[DistanceBlock.ROWS];
    block.measure(vectors[5], squared);
    assertThat(block.size()).isEqualTo(44);
    for (int i = 0; i < block.size(); i++) {
      assertThat(squared[i]).isEqualTo(DistanceBlock.squared(vectors[5], vectors[256 + i]));
      assertThat(squared[i]).isCloseTo(squared(vectors[5], vectors[256 + i]), within(1e-12));
    }
  }

  @Test
  void interruptionEndsTheWait() {
    try (ParallelRows parallel = new ParallelRows(2)) {
      Thread.currentThread().interrupt();
      CountDownLatch never = new CountDownLatch(1);
      assertThatThrownBy(() -> parallel.forEach(100, 1, (from, to) -> await(never)))
          .isInstanceOf(InterruptedException.class);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double[][] rows(int count, int units) {
    Random random = new Random(1);
    double[][] rows = new double[count][];
    for (int row = 0; row < count; row++) {
      rows[row] = random.doubles(units).toArray();
    }
    return rows;
  }

  private static int[] allPairs(double[][] vectors, int row, int count) {
    return IntStream.range(0, vectors.length)
        .filter(other -> other != row)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(other -> squared(vectors[row], vectors[other]))
                .thenComparing(Comparator.naturalOrder()))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double squared(double[] one, double[] other) {
    double sum = 0;
    for (int unit = 0; unit < one.length; unit++) {
      sum += (one[unit] - other[unit]) * (one[unit] - other[unit]);
    }
    return sum;
  }
}
