package io.reprise.stages.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.embedding.DistanceBlock;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.spi.Settings;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against Lloyd's algorithm written down plainly. */
class KMeansTest {

  @Property(tries = 200)
  void aRestartGoesTheWayOfLloydsAlgorithm(
      @ForAll Random random,
      @ForAll @IntRange(min = 8, max = 700) int rows,
      @ForAll @IntRange(min = 1, max = 9) int units,
      @ForAll @IntRange(min = 1, max = 8) int k,
      @ForAll @IntRange(min = 1, max = 12) int maxIterations,
      @ForAll @IntRange(min = 1, max = 7) int threads)
      throws InterruptedException {
    double[][] vectors = rows(random, rows, units);
    Settings settings = settings(k, 1, maxIterations, 1e-4);
    try (ParallelRows parallel = new ParallelRows(threads)) {
      DistanceBlock[] blocks = DistanceBlock.all(vectors);
      Restarts restarts = new Restarts(vectors, blocks, settings, parallel);
      double[][] expected = lloyd(vectors, restarts.starts(0, 1)[0], maxIterations);
      Restart found = restarts.best();
      for (int cluster = 0; cluster < k; cluster++) {
        assertThat(found.centroids()[cluster]).containsExactly(expected[cluster], within(1e-12));
      }
      Assignment assignment = Assignment.toNearest(blocks, found.centroids(), rows, parallel);
      assertThat(assignment.clusters()).isEqualTo(nearest(vectors, expected));
      assertThat(found.inertia()).isCloseTo(assignment.inertia(), within(1e-9));
    }
  }

  @Test
  void theBestOfManyRestartsIsTheSameForAnyNumberOfThreads() throws InterruptedException {
    double[][] vectors = rows(new Random(2), 4000, 2);
    Settings settings = settings(9, 40, 100, 1e-4);
    Restart expected = best(vectors, settings, 1);
    double least = expected.inertia();
    assertThat(best(vectors, settings(9, 1, 100, 1e-4), 1).inertia()).isGreaterThan(least);
    for (int threads : new int[] {2, 3, 7}) {
      assertThat(best(vectors, settings, threads)).isEqualTo(expected);
    }
  }

  /** A row is as far from one centroid as from the other: it goes to the lower one. */
  @Test
  void rowsAsFarFromTwoCentroidsGoToTheLower() throws InterruptedException {
    double[][] vectors = {{0, -0.0}, {2, 0}, {-2, 0}, {0, 0}};
    try (ParallelRows threads = new ParallelRows(2)) {
      Assignment assignment =
          Assignment.toNearest(
              DistanceBlock.all(vectors), new double[][] {{2, 0}, {-2, -0.0}}, 4, threads);
      assertThat(assignment.clusters()).containsExactly(0, 0, 1, 0);
      assertThat(assignment.distances()).containsExactly(2, 0, 0, 2);
    }
  }

  @Test
  void aClusterThatLosesItsRowsKeepsItsCentroid() {
    double[][] vectors = {{0}, {1}, {10}};
    DistanceBlock block = new DistanceBlock(vectors, 0);
    Descent descent = new Descent(0, new double[][] {{0}, {30}, {10}}, 3, 1);
    while (!descent.ended()) {
      descent.assign(0, block, new NearestCentroids());
      descent.step(vectors, 100, 0);
    }
    assertThat(descent.result()).isEqualTo(new Restart(0, 0.5, new double[][] {{0.5}, {30}, {10}}));
  }

  @Test
  void rowsAsFarApartAsFloatsCanBeHaveFiniteInertia() throws InterruptedException {
    double max = Float.MAX_VALUE;
    double[][] vectors = {{max, -max}, {-max, max}, {max, -max}, {0, 0}, {Float.MIN_VALUE, 0}};
    Restart best = best(vectors, settings(3, 20, 100, 0), 2);
    assertThat(best.inertia()).isLessThan(1e-80);
    assertThat(best(vectors, settings(4, 20, 100, 0), 2).inertia()).isZero();
  }

  private static Restart best(double[][] vectors, Settings settings, int threads)
      throws InterruptedException {
    try (ParallelRows parallel = new ParallelRows(threads)) {
      return new Restarts(vectors, DistanceBlock.all(vectors), settings, parallel).best();
    }
  }

  private static Settings settings(long k, long runs, long maxIterations, double tolerance) {
    return new Settings(
        Map.of(
            "k",
            k,
            "runs",
            runs,
            "maxIterations",
            maxIterations,
            "tolerance",
            tolerance,
            "seed",
            3L));
  }

  private static double[][] rows(Random random, int count, int units) {
    double[][] rows = new double[count][];
    for (int row = 0; row < count; row++) {
      int place = 3 * random.nextInt(4);
      rows[row] = random.doubles(units).map(x -> x + place).toArray();
    }
    return rows;
  }

  private static double[][] lloyd(double[][] vectors, double[][] start, int maxIterations) {
    double[][] centroids = start;
    double before = inertia(vectors, centroids);
    for (int step = 0; step < maxIterations; step++) {
      centroids = means(vectors, nearest(vectors, centroids), centroids);
      double inertia = inertia(vectors, centroids);
      if (before - inertia <= 1e-4) {
        break;
      }
      before = inertia;
    }
    return centroids;
  }

  private static double[][] means(double[][] vectors, int[] clusters, double[][] before) {
    double[][] means = before.clone();
    for (int cluster = 0; cluster < means.length; cluster++) {
      double[] sum = new double[vectors[0].length];
      int size = 0;
      for (int row = 0; row < vectors.length; row++) {
        if (clusters[row] == cluster) {
          size++;
          for (int unit = 0; unit < sum.length; unit++) {
            sum[unit] += vectors[row][unit];
          }
        }
      }
      int count = size;
      means[cluster] =
          size == 0 ? before[cluster] : Arrays.stream(sum).map(x -> x / count).toArray();
    }
    return means;
  }

  private static int[] nearest(double[][] vectors, double[][] centroids) {
    int[] nearest = new int[vectors.length];
    for (int row = 0; row < vectors.length; row++) {
      for (int cluster = 1; cluster < centroids.length; cluster++) {
        if (squared(vectors[row], centroids[cluster])
            < squared(vectors[row], centroids[nearest[row]])) {
          nearest[row] = cluster;
        }
      }
    }
    return nearest;
  }

  private static double inertia(double[][] vectors, double[][] centroids) {
    int[] nearest = nearest(vectors, centroids);
    double inertia = 0;
    for (int row = 0; row < vectors.length; row++) {
      inertia += squared(vectors[row], centroids[nearest[row]]);
    }
    return inertia;
  }

  private static double squared(double[] one, double[] other) {
    double sum = 0;
    for (int unit = 0; unit < one.length; unit++) {
      sum += (one[unit] - other[unit]) * (one[unit] - other[unit]);
    }
    return sum;
  }
}
