package io.reprise.stages.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.json.JsonMaps;
import io.reprise.stages.Fixture;
import io.reprise.stages.agreement.Contingency;
import io.reprise.stages.agreement.Matching;
import io.reprise.stages.embedding.ParallelRows;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expected values are scikit-learn 1.2.1's, of the functions named. */
class ClusterQualityTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final int[] CLUSTERS = {0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3};
  private static final int[] LABELS = {0, 0, 1, 1, 1, 1, 2, 2, 2, 0, 3, 2};

  private final Assignment assignment = new Assignment(CLUSTERS, null, 4);
  private final Contingency contingency =
      Contingency.of(LABELS, assignment.clusters(), assignment.count());
  private final LabelMapping mapping = LabelMapping.of(LABELS, assignment, contingency);

  @Test
  void mutualInformationIsNormalizedByTheArithmeticMean() {
    // normalized_mutual_info_score(labels, clusters)
    assertThat(contingency.normalizedMutualInformation()).isCloseTo(0.502890942203581, EXACT);
  }

  @Test
  void randIndexIsAdjustedForChance() {
    // adjusted_rand_score(labels, clusters)
    assertThat(contingency.adjustedRandIndex()).isCloseTo(0.18518518518518517, EXACT);
  }

  @Test
  void majorityLabelsAreScoredAsPredictions() {
    // accuracy_score, f1_score(labels, predicted, average="macro") and "weighted"
    assertThat(mapping.correct()).isEqualTo(8);
    assertThat(mapping.macroF1()).isCloseTo(0.5208333333333333, EXACT);
    assertThat(mapping.weightedF1()).isCloseTo(0.6388888888888888, EXACT);
  }

  @Test
  void tiesGoToTheLowerLabel() {
    assertThat(mapping.label(3)).isEqualTo(2);
  }

  @Test
  void silhouetteIsThatOfTheRows() throws InterruptedException {
    double[][] vectors = new double[12][2];
    for (int i = 0; i < 24; i++) {
      vectors[i / 2][i % 2] = Math.pow(i, 1.5);
    }
    // silhouette_score(np.arange(24).reshape(12, 2) ** 1.5, clusters)
    assertThat(silhouette(vectors, CLUSTERS).orElseThrow()).isCloseTo(0.4304971866223261, EXACT);
  }

  /** Expected values are those of {@code silhouette/make.py} in the resources. */
  @Test
  void silhouetteIsThatOfScikitLearn() throws InterruptedException {
    for (Map<String, @Nullable Object> each : Fixture.cases("silhouette")) {
      double[][] vectors = Fixture.matrix(each.get("vectors"));
      assertThat(silhouette(vectors, Fixture.integers(each.get("clusters"))).orElseThrow())
          .isCloseTo(JsonMaps.real(each, "silhouette"), within(1e-9));
    }
  }

  @Test
  void silhouetteNeedsTwoClusters() throws InterruptedException {
    double[][] vectors = {{0}, {1}, {2}};
    assertThat(silhouette(vectors, 0, 0, -1)).isEmpty();
    assertThat(silhouette(vectors, 0, 1, 2)).isEmpty();
    // (0.5, 0.5 - within the pair, the row alone 0): ((2 - 1) / 2 + (1 - 1) / 1 + 0) / 3
    assertThat(silhouette(vectors, 0, 0, 1).orElseThrow()).isCloseTo(0.5 / 3, EXACT);
  }

  @Test
  void silhouetteOfManyBlocksIsThatOfAllPairsForAnyNumberOfThreads() throws InterruptedException {
    Random random = new Random(5);
    double[][] vectors = new double[700][];
    int[] clusters = new int[vectors.length];
    for (int row = 0; row < vectors.length; row++) {
      vectors[row] = random.doubles(7).toArray();
      clusters[row] = 2 * random.nextInt(4) - 1; // noise, 1, 3 and 5
    }
    clusters[300] = 100_000; // alone
    double mean = silhouette(vectors, clusters).orElseThrow();
    assertThat(mean).isCloseTo(allPairs(vectors, clusters), EXACT);
    for (int count : new int[] {1, 3, 7}) {
      try (ParallelRows threads = new ParallelRows(count)) {
        assertThat(Silhouette.of(vectors, clusters, threads)).hasValue(mean);
      }
    }
  }

  private static double allPairs(double[][] vectors, int[] clusters) {
    int[] rows = IntStream.range(0, clusters.length).filter(i -> clusters[i] >= 0).toArray();
    return IntStream.of(rows)
        .mapToDouble(
            row -> {
              Map<Integer, Double> means =
                  IntStream.of(rows)
                      .filter(other -> other != row)
                      .boxed()
                      .collect(
                          Collectors.groupingBy(
                              other -> clusters[other],
                              Collectors.averagingDouble(
                                  other -> Math.sqrt(squared(vectors[row], vectors[other])))));
              Double own = means.remove(clusters[row]);
              double nearest = Collections.min(means.values());
              return own == null ? 0 : (nearest - own) / Math.max(nearest, own);
            })
        .average()
        .orElseThrow();
  }

  private static double squared(double[] one, double[] other) {
    return IntStream.range(0, one.length)
        .mapToDouble(unit -> (one[unit] - other[unit]) * (one[unit] - other[unit]))
        .sum();
  }

  private static OptionalDouble silhouette(double[][] vectors, int... clusters)
      throws InterruptedException {
    try (ParallelRows threads = new ParallelRows(2)) {
      return Silhouette.of(vectors, clusters, threads);
    }
  }

  @Test
  void matchingIsOptimal() {
    double[][] counts = {
      {24, 3, 56, 72, 0, 21, 19, 74},
      {41, 10, 21, 38, 96, 20, 44, 93},
      {39, 14, 26, 81, 90, 22, 66, 2},
      {63, 60, 1, 51, 90, 69, 97, 29},
      {24, 62, 7, 43, 33, 79, 48, 37}
    };
    // scipy.optimize.linear_sum_assignment(-counts)
    assertThat(Matching.largestSum(counts)).isEqualTo(431);
  }

  @Property(tries = 200)
  void matchingIsAsGoodAsTheBestOfAllPermutations(
      @ForAll @Size(12) List<@IntRange(min = 0, max = 20) Integer> cells) {
    double[][] counts = new double[3][4];
    double[][] turned = new double[4][3];
    for (int i = 0; i < 12; i++) {
      counts[i / 4][i % 4] = cells.get(i);
      turned[i % 4][i / 4] = cells.get(i);
    }
    double best = 0;
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        for (int c = 0; c < 4; c++) {
          if (a != b && b != c && a != c) {
            best = Math.max(best, counts[0][a] + counts[1][b] + counts[2][c]);
          }
        }
      }
    }
    assertThat(Matching.largestSum(counts)).isEqualTo(best);
    assertThat(Matching.largestSum(turned)).isEqualTo(best);
  }
}
