package io.reprise.stages.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expected values are of SciPy and scikit-learn: see {@code make.py} beside them. */
class AgreementTest {

  private static final Offset<Double> EXACT = within(1e-9);

  private final Map<String, @Nullable Object> expected = expected();

  @Test
  void mcNemarsTestIsThatOfStatsmodels() {
    for (Map<String, @Nullable Object> each : JsonMaps.maps(expected, "mcNemar")) {
      McNemar test = new McNemar(JsonMaps.integer(each, "first"), JsonMaps.integer(each, "second"));
      assertThat(test.pValue()).as(test.toString()).isCloseTo(real(each, "p"), EXACT);
      assertThat(test.isExact()).isEqualTo(test.discordant() < 25);
    }
  }

  @Test
  void embeddingsAreAlignedLikeSciPyDoes() {
    for (Map<String, @Nullable Object> each : JsonMaps.maps(expected, "alignments")) {
      Procrustes aligned = Procrustes.of(matrix(each, "before"), matrix(each, "after"));
      assertThat(aligned.distances()).containsExactly(vector(each.get("distances")), EXACT);
      assertThat(aligned.scale()).isCloseTo(real(each, "scale"), EXACT);
      assertThat(aligned.disparity()).isCloseTo(real(each, "disparity"), EXACT);
    }
  }

  @Test
  void neighboursAreThoseOfScikitLearn() {
    for (Map<String, @Nullable Object> each : JsonMaps.maps(expected, "alignments")) {
      int k = (int) JsonMaps.integer(each, "k");
      assertThat(NeighbourOverlap.of(matrix(each, "before"), matrix(each, "after"), k))
          .isCloseTo(real(each, "kept"), EXACT);
    }
  }

  @Test
  void clusteringsAgreeAsInScikitLearn() {
    for (Map<String, @Nullable Object> each : JsonMaps.maps(expected, "clusterings")) {
      double[][] counts = matrix(each, "counts");
      Contingency contingency = Contingency.of(whole(counts));
      assertThat(contingency.adjustedRandIndex()).isCloseTo(real(each, "adjustedRandIndex"), EXACT);
      assertThat(contingency.normalizedMutualInformation())
          .isCloseTo(real(each, "normalizedMutualInformation"), EXACT);
      assertThat(Matching.largestSum(counts)).isEqualTo(JsonMaps.integer(each, "matched"));
    }
  }

  @Test
  void setThatIsTheOtherOneMirroredHasNotMoved() {
    double[][] before = {{0, 0, 0}, {1, 0, 0}, {0, 2, 0}, {0, 0, 0}};
    double[][] after = {{7, 0, 0}, {7, 0, -1}, {5, 0, 0}, {7, 0, 0}};

    Procrustes aligned = Procrustes.of(before, after);

    assertThat(aligned.distances()).containsExactly(new double[4], EXACT);
    assertThat(aligned.disparity()).isCloseTo(0, EXACT);
    assertThat(Procrustes.of(before, new double[4][3]).disparity()).isZero();
  }

  @Test
  void resamplingsAreTheSameAlwaysAndAsWideAsTheTheorySays() {
    PairedBootstrap interval = PairedBootstrap.of(10_000, 300, 400);

    assertThat(interval).isEqualTo(PairedBootstrap.of(10_000, 300, 400));
    double deviation = Math.sqrt((0.07 - 0.01 * 0.01) / 10_000);
    assertThat(interval.low()).isCloseTo(0.01 - 1.96 * deviation, within(0.0004));
    assertThat(interval.high()).isCloseTo(0.01 + 1.96 * deviation, within(0.0004));
    assertThat(PairedBootstrap.of(10, 0, 0)).isEqualTo(new PairedBootstrap(0, 0));
    assertThat(PairedBootstrap.of(10, 0, 10)).isEqualTo(new PairedBootstrap(1, 1));
  }

  private static long[][] whole(double[][] counts) {
    long[][] whole = new long[counts.length][counts[0].length];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts[0].length; j++) {
        whole[i][j] = (long) counts[i][j];
      }
    }
    return whole;
  }

  private static double real(Map<String, @Nullable Object> map, String name) {
    return ((Number) Objects.requireNonNull(map.get(name))).doubleValue();
  }

  private static double[][] matrix(Map<String, @Nullable Object> map, String name) {
    return ((List<?>) Objects.requireNonNull(map.get(name)))
        .stream().map(AgreementTest::vector).toArray(double[][]::new);
  }

  private static double[] vector(@Nullable Object list) {
    return ((List<?>) Objects.requireNonNull(list))
        .stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
  }

  private static Map<String, @Nullable Object> expected() {
    try (InputStream file =
        Objects.requireNonNull(
            AgreementTest.class.getResourceAsStream("/agreement/expected.json"))) {
      return Json.readObject(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
