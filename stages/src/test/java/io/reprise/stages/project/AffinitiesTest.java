package io.reprise.stages.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.embedding.ParallelRows;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AffinitiesTest {

  private final ParallelRows threads = new ParallelRows(2);

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void eachRowHasThePerplexityWhateverTheScale() throws InterruptedException {
    for (double scale : new double[] {1e-15, 1, 1e15}) {
      SparseRows rows = Affinities.conditional(gaussian(300, scale), 12.5, threads);
      for (int row = 0; row < rows.size(); row++) {
        double[] p = Arrays.copyOfRange(rows.values(), rows.starts()[row], rows.starts()[row + 1]);
        assertThat(p).hasSize(38);
        assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
        double entropy = -Arrays.stream(p).map(each -> each * Math.log(each)).sum();
        assertThat(Math.exp(entropy)).isCloseTo(12.5, within(1e-3));
      }
    }
  }

  @Test
  void pairsAreSymmetricOneInSumAndAscending() throws InterruptedException {
    SparseRows rows = Affinities.of(gaussian(200, 1), 5, threads);
    assertThat(Arrays.stream(rows.values()).sum()).isCloseTo(1, within(1e-12));
    double[][] dense = dense(rows);
    for (int row = 0; row < rows.size(); row++) {
      assertThat(Arrays.copyOfRange(rows.columns(), rows.starts()[row], rows.starts()[row + 1]))
          .isSorted()
          .doesNotContain(row);
      for (int other = 0; other < row; other++) {
        assertThat(dense[row][other]).isEqualTo(dense[other][row]);
      }
    }
  }

  /** More equal rows than neighbours: no width of a Gaussian tells one from the other. */
  @Test
  void equalRowsShareAlike() throws InterruptedException {
    double[][] vectors = new double[40][2];
    vectors[7][0] = 1;
    SparseRows rows = Affinities.conditional(vectors, 3, threads);
    assertThat(Arrays.copyOfRange(rows.values(), rows.starts()[0], rows.starts()[1]))
        .containsOnly(1.0 / 9);
    assertThat(rows.values()).doesNotContain(Double.NaN);
  }

  @Test
  void sumWithTheTransposeIsThatOfDenseMatrices() {
    SparseRows rows =
        new SparseRows(
            new int[] {0, 2, 3, 3, 5}, new int[] {3, 1, 0, 2, 0}, new double[] {1, 2, 4, 8, 16});
    assertThat(dense(rows.plusTransposed(0.5)))
        .isDeepEqualTo(new double[][] {{0, 3, 0, 8.5}, {3, 0, 0, 0}, {0, 0, 0, 4}, {8.5, 0, 4, 0}});
  }

  private static double[][] dense(SparseRows rows) {
    double[][] dense = new double[rows.size()][rows.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int i = rows.starts()[row]; i < rows.starts()[row + 1]; i++) {
        dense[row][rows.columns()[i]] += rows.values()[i];
      }
    }
    return dense;
  }

  private static double[][] gaussian(int rows, double scale) {
    Random random = new Random(5);
    double[][] vectors = new double[rows][6];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, unit -> scale * random.nextGaussian());
    }
    return vectors;
  }
}
