package io.reprise.stages.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllPairsTest {

  /** One block, its edges, an odd and an even number of blocks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 512, 513, 1025})
  void everyPairIsMeasuredOnce(int rows) throws InterruptedException {
    double[][] vectors = rows(rows, 5);
    AtomicIntegerArray times = new AtomicIntegerArray(rows * rows);
    AtomicIntegerArray wrong = new AtomicIntegerArray(1);
    meetAll(
        vectors,
        3,
        (row, block, from, squared) -> {
          for (int i = from; i < block.size(); i++) {
            int other = block.first() + i;
            times.incrementAndGet(Math.min(row, other) * rows + Math.max(row, other));
            if (squared[i] != DistanceBlock.squared(vectors[row], vectors[other])) {
              wrong.incrementAndGet(0);
            }
          }
        });
    assertThat(wrong.get(0)).isZero();
    for (int row = 0; row < rows; row++) {
      for (int other = row; other < rows; other++) {
        assertThat(times.get(row * rows + other)).isEqualTo(row == other ? 0 : 1);
      }
    }
  }

  @Test
  void noTwoThreadsEverWorkOnOneBlock() throws InterruptedException {
    double[][] vectors = rows(2000, 3);
    AtomicIntegerArray busy = new AtomicIntegerArray(8);
    AtomicIntegerArray clashes = new AtomicIntegerArray(1);
    meetAll(
        vectors,
        7,
        (row, block, from, squared) -> {
          int one = row / DistanceBlock.ROWS;
          int other = block.first() / DistanceBlock.ROWS;
          if (busy.incrementAndGet(one) > 1 || (one != other && busy.incrementAndGet(other) > 1)) {
            clashes.incrementAndGet(0);
          }
          busy.decrementAndGet(one);
          if (one != other) {
            busy.decrementAndGet(other);
          }
        });
    assertThat(clashes.get(0)).isZero();
  }

  /** A sum of doubles, whose last digits show the order. */
  @Test
  void everyRowIsToldInTheSameOrder() throws InterruptedException {
    double[][] vectors = rows(1500, 4);
    double[] expected = sums(vectors, 1);
    for (int threads : new int[] {2, 3, 7}) {
      assertThat(sums(vectors, threads)).isEqualTo(expected);
    }
  }

  private static double[] sums(double[][] vectors, int threads) throws InterruptedException {
    double[] sums = new double[vectors.length];
    meetAll(
        vectors,
        threads,
        (row, block, from, squared) -> {
          for (int i = from; i < block.size(); i++) {
            sums[row] += squared[i];
            sums[block.first() + i] += squared[i];
          }
        });
    return sums;
  }

  private static void meetAll(double[][] vectors, int threads, AllPairs.Visitor visitor)
      throws InterruptedException {
    AllPairs pairs = new AllPairs(vectors);
    try (ParallelRows parallel = new ParallelRows(threads)) {
      for (int round = 0; round < pairs.rounds(); round++) {
        pairs.meet(round, parallel, visitor);
      }
    }
  }

  private static double[][] rows(int count, int units) {
    Random random = new Random(count);
    double[][] rows = new double[count][];
    for (int row = 0; row < count; row++) {
      rows[row] = random.doubles(units).toArray();
    }
    return rows;
  }
}
