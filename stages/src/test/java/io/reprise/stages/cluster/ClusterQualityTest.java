package io.reprise.stages.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.agreement.Contingency;
import io.reprise.stages.agreement.Matching;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
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
  void silhouetteIsThatOfTheRows() {
    double[][] vectors = new double[12][2];
    for (int i = 0; i < 24; i++) {
      vectors[i / 2][i % 2] = Math.pow(i, 1.5);
    }
    // silhouette_score(np.arange(24).reshape(12, 2) ** 1.5, clusters)
    assertThat(Silhouette.of(vectors, CLUSTERS, 4).orElseThrow())
        .isCloseTo(0.4304971866223261, EXACT);
  }

  @Test
  void silhouetteNeedsTwoClusters() {
    double[][] vectors = {{0}, {1}, {2}};
    assertThat(Silhouette.of(vectors, new int[] {0, 0, -1}, 1)).isEmpty();
    assertThat(Silhouette.of(vectors, new int[] {0, 1, 2}, 3)).isEmpty();
    // (0.5, 0.5 - within the pair, the row alone 0): ((2 - 1) / 2 + (1 - 1) / 1 + 0) / 3
    assertThat(Silhouette.of(vectors, new int[] {0, 0, 1}, 2).orElseThrow())
        .isCloseTo(0.5 / 3, EXACT);
  }

  @Property(tries = 200)
  void distancesWithinTheLimitAreExactAndTheOthersInfinite(
      @ForAll @Size(min = 1, max = 70) List<@DoubleRange(min = -3, max = 3) Double> values,
      @ForAll @DoubleRange(min = 0, max = 300) double limit) {
    double[] a = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] b = new double[a.length];
    double squared = Distances.squared(a, b);
    double expected = 0;
    for (double value : a) {
      expected += value * value;
    }
    assertThat(squared).isCloseTo(expected, within(1e-9));
    assertThat(Distances.squaredWithin(a, b, limit))
        .isEqualTo(squared <= limit ? squared : Double.POSITIVE_INFINITY);
    assertThat(Distances.squaredWithin(a, b, squared)).isEqualTo(squared);
  }

  @Test
  void neighbourDistanceIsThatOfTheSortedRow() {
    double[][] vectors =
        new Random(4).doubles(200, -1, 1).mapToObj(x -> new double[] {x}).toArray(double[][]::new);
    double[] sorted =
        Arrays.stream(vectors).mapToDouble(v -> Math.abs(v[0] - vectors[9][0])).sorted().toArray();
    for (int neighbour : new int[] {2, 3, 60, 200}) {
      assertThat(NeighbourGraph.distance(vectors, 9, neighbour))
          .isCloseTo(sorted[neighbour - 1], EXACT);
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
