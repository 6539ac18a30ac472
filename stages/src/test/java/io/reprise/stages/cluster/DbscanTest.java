package io.reprise.stages.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.spi.Settings;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Against DBSCAN as its paper has it, with all pairs of rows measured one by one. */
class DbscanTest {

  /** Small whole numbers: many rows twice, many distances just the radius. */
  @Property(tries = 300)
  void clustersAndDistancesAreThoseOfAllPairs(
      @ForAll Random random,
      @ForAll @IntRange(min = 2, max = 700) int rows,
      @ForAll @IntRange(min = 1, max = 5) int units,
      @ForAll @IntRange(min = 0, max = 6) int radius,
      @ForAll @IntRange(min = 1, max = 12) int minPoints,
      @ForAll @IntRange(min = 1, max = 7) int threads)
      throws Exception {
    int range = 2 + random.nextInt(12);
    double[][] vectors = new double[rows][];
    for (int row = 0; row < rows; row++) {
      vectors[row] = random.ints(units, 0, range).mapToDouble(x -> x == 0 ? -0.0 : x).toArray();
    }
    int few = Math.min(rows, minPoints);
    int neighbour = 2 + random.nextInt(rows - 1);
    double epsilon = radius == 0 ? Double.MIN_NORMAL : radius;
    DbscanWork.Result result = fit(vectors, epsilon, few, neighbour, threads);
    assertThat(result.assignment().clusters()).isEqualTo(naive(vectors, epsilon, few));
    assertThat(result.distances()).isEqualTo(naiveDistances(vectors, neighbour));
  }

  @Test
  void resultsAreTheSameForAnyNumberOfThreads() throws Exception {
    Random random = new Random(2);
    double[][] vectors = new double[3000][];
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] =
          new double[] {random.nextInt(4) + random.nextGaussian() * 0.2, random.nextDouble()};
    }
    int[] expected = naive(vectors, 0.03, 5);
    assertThat(expected).contains(Assignment.NOISE, 0, 20);
    double[] distances = fit(vectors, 0.03, 5, 60, 1).distances();
    for (int threads : new int[] {1, 2, 3, 7}) {
      DbscanWork.Result result = fit(vectors, 0.03, 5, 60, threads);
      assertThat(result.assignment().clusters()).isEqualTo(expected);
      assertThat(result.distances()).isEqualTo(distances);
    }
  }

  /** Huge distances and radii do not overflow, the smallest ones do not vanish. */
  @Test
  void radiiAreAnyPositiveNumbers() throws Exception {
    double max = Float.MAX_VALUE;
    double[][] far = {{-max, -max}, {max, max}, {0, 0}};
    assertThat(fit(far, Double.MAX_VALUE, 3, 2, 2).assignment().clusters()).containsOnly(0);
    assertThat(fit(far, max, 2, 3, 2).assignment().clusters()).containsOnly(Assignment.NOISE);
    assertThat(fit(far, max, 2, 3, 2).distances()[0])
        .isEqualTo(Math.sqrt(2 * (2 * max) * (2 * max)));
    double min = Float.MIN_VALUE;
    double[][] near = {{0}, {min}, {-0.0}};
    assertThat(fit(near, min / 2, 2, 2, 2).assignment().clusters())
        .containsExactly(0, Assignment.NOISE, 0);
    assertThat(fit(near, min, 2, 2, 2).assignment().clusters()).containsOnly(0);
    assertThat(fit(near, Double.MIN_NORMAL, 2, 3, 2).distances()).containsExactly(min, min, min);
  }

  /** Where all rows are neighbours there are rows squared of pairs; few of them are kept. */
  @Test
  void fewPairsAreKeptWhereAllRowsAreNeighbours() {
    int rows = 1500;
    int minPoints = 10;
    DensityGraph graph = new DensityGraph(rows, minPoints);
    for (int other = 1; other < rows; other++) {
      for (int row = 0; row < other; row++) {
        graph.add(row, other);
      }
    }
    assertThat(graph.kept()).isLessThanOrEqualTo(2L * rows * minPoints);
  }

  private static DbscanWork.Result fit(
      double[][] vectors, double radius, int minPoints, int neighbour, int threads)
      throws IOException, InterruptedException {
    Settings settings =
        new Settings(
            Map.of(
                "radius",
                radius,
                "minPoints",
                (long) minPoints,
                "neighbour",
                (long) neighbour,
                "seed",
                0L));
    List<EmbeddingTable.Row> rows =
        IntStream.range(0, vectors.length)
            .mapToObj(id -> new EmbeddingTable.Row(id, "test", id % 2))
            .toList();
    try (ParallelRows parallel = new ParallelRows(threads)) {
      return DbscanWork.fit(
          new EmbeddingTable(rows, vectors, List.of()), settings, parallel, met -> {});
    }
  }

  private static int[] naive(double[][] vectors, double radius, int minPoints) {
    int[][] neighbours = new int[vectors.length][];
    for (int row = 0; row < vectors.length; row++) {
      double[] from = vectors[row];
      neighbours[row] =
          IntStream.range(0, vectors.length)
              .filter(other -> distance(from, vectors[other]) <= radius)
              .toArray();
    }
    int[] clusters = new int[vectors.length];
    Arrays.fill(clusters, Assignment.NOISE);
    int count = 0;
    for (int row = 0; row < vectors.length; row++) {
      if (clusters[row] == Assignment.NOISE && neighbours[row].length >= minPoints) {
        grow(row, count++, neighbours, minPoints, clusters);
      }
    }
    return clusters;
  }

  private static void grow(
      int seed, int cluster, int[][] neighbours, int minPoints, int[] clusters) {
    Deque<Integer> reached = new ArrayDeque<>(List.of(seed));
    clusters[seed] = cluster;
    while (!reached.isEmpty()) {
      int row = reached.pop();
      if (neighbours[row].length >= minPoints) {
        for (int other : neighbours[row]) {
          if (clusters[other] == Assignment.NOISE) {
            clusters[other] = cluster;
            reached.push(other);
          }
        }
      }
    }
  }

  private static double[] naiveDistances(double[][] vectors, int neighbour) {
    return Arrays.stream(vectors)
        .mapToDouble(
            from ->
                Arrays.stream(vectors)
                    .mapToDouble(to -> distance(from, to))
                    .sorted()
                    .skip(neighbour - 1)
                    .findFirst()
                    .orElseThrow())
        .toArray();
  }

  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int unit = 0; unit < one.length; unit++) {
      sum += (one[unit] - other[unit]) * (one[unit] - other[unit]);
    }
    return Math.sqrt(sum);
  }
}
