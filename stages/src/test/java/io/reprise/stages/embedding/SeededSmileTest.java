package io.reprise.stages.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.math.MathEx;

class SeededSmileTest {

  @Test
  void drawsTheSameNumbersWhateverWasDrawnBefore() throws InterruptedException {
    MathEx.random();
    double first = SeededSmile.call(5, MathEx::random);
    assertThat(SeededSmile.<Double>call(5, MathEx::random)).isEqualTo(first);
    assertThat(SeededSmile.<Double>call(6, MathEx::random)).isNotEqualTo(first);
  }

  /** Outside, the sum does depend on the pool; otherwise this test would show nothing. */
  @Test
  void parallelSumsDoNotDependOnTheCallersPool() throws Exception {
    double[] values = new Random(1).doubles(5003, -1e6, 1e6).toArray();
    Callable<Double> sum =
        () -> IntStream.range(0, values.length).parallel().mapToDouble(i -> values[i]).sum();
    double inside = SeededSmile.call(0, sum);
    for (int parallelism : new int[] {1, 2, 3, 8}) {
      assertThat(in(parallelism, () -> SeededSmile.call(0, sum))).isEqualTo(inside);
    }
  }

  @Test
  void reportedProblemsComeThroughAsTheyAre() {
    assertThatThrownBy(
            () ->
                SeededSmile.call(
                    0,
                    () -> {
                      throw new ReportedException("lower k");
                    }))
        .isInstanceOf(ReportedException.class)
        .hasMessage("lower k");
  }

  private static <T> T in(int parallelism, Callable<T> work) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(parallelism);
    try {
      return pool.submit(work).get();
    } finally {
      pool.shutdown();
    }
  }
}
