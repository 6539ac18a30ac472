package io.reprise.pipelines.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values are SciPy's: {@code stats.t.sf}, {@code stats.t.ppf}, {@code ttest_ind}. */
class StatisticsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0.5, 1, 0.7048327646991335
          2.0, 2, 0.18350341907227397
          -3.7, 4.3, 0.018329890420134994
          0.001, 30, 0.9992087357664851
          12.0, 2.5, 0.0028362150300783244
          40.0, 7, 1.5902179984850364e-09
          1e-09, 3, 0.9999999992648948
          """)
  void probabilityOfBothSidesAgreesWithSciPy(double t, double degrees, double expected) {
    assertThat(StudentT.twoSided(t, degrees)).isCloseTo(expected, within(1e-9 * expected));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0.05, 1, 12.706204736174694
          0.05, 2, 4.302652729749462
          0.05, 4, 2.7764451051977934
          0.05, 29, 2.045229642132703
          0.01, 3.5, 5.085702223091256
          0.5, 2, 0.8164965809277261
          """)
  void quantileAgreesWithSciPy(double probability, double degrees, double expected) {
    assertThat(StudentT.quantile(probability, degrees))
        .isCloseTo(expected, within(1e-9 * expected));
  }

  @Test
  void intervalAndWelchsTestAgreeWithSciPy() {
    Estimate one = Objects.requireNonNull(Estimate.of(List.of(0.981, 0.984, 0.979)));
    Estimate other = Objects.requireNonNull(Estimate.of(List.of(0.975, 0.982, 0.970, 0.968)));
    assertThat(one.mean()).isCloseTo(0.9813333333333333, within(1e-12));
    assertThat(one.deviation()).isCloseTo(0.0025166114784235852, within(1e-12));
    assertThat(one.halfWidth()).isCloseTo(0.0062516094793757795, within(1e-10));
    assertThat(Estimate.welch(one, other)).isCloseTo(0.08980635665654693, within(1e-10));
  }

  @Test
  void equalValuesHaveNoDeviationByRounding() {
    Estimate estimate = Objects.requireNonNull(Estimate.of(List.of(0.1, 0.1, 0.1)));
    assertThat(estimate.mean()).isEqualTo(0.1);
    assertThat(estimate.deviation()).isEqualTo(0.0);
  }

  /** Nothing is known of what seeds do where they do nothing. */
  @Test
  void seedsThatChangeNothingHaveNoTest() {
    Estimate estimate = Objects.requireNonNull(Estimate.of(List.of(0.1, 0.1, 0.1)));
    Estimate other = Objects.requireNonNull(Estimate.of(List.of(0.2, 0.2)));
    Estimate moving = Objects.requireNonNull(Estimate.of(List.of(0.2, 0.21)));
    assertThat(Estimate.welch(estimate, estimate)).isNull();
    assertThat(Estimate.welch(estimate, other)).isNull();
    assertThat(Estimate.welch(estimate, moving)).isNotNull();
  }

  @Test
  void oneValueHasNeitherDeviationNorTest() {
    Estimate one = Objects.requireNonNull(Estimate.of(List.of(0.5)));
    assertThat(one.deviation()).isNull();
    assertThat(one.halfWidth()).isNull();
    assertThat(Estimate.welch(one, one)).isNull();
    assertThat(Estimate.of(List.of())).isNull();
  }

  /** As {@code statsmodels.stats.multitest.multipletests(method="holm")} has it. */
  @Test
  void holmRaisesTheSmallestMost() {
    List<Double> corrected = Holm.corrected(Arrays.asList(0.04, null, 0.01, 0.03, 0.9));
    assertThat(corrected.get(1)).isNull();
    assertThat(corrected.get(2)).isCloseTo(0.04, within(1e-12));
    assertThat(corrected.get(3)).isCloseTo(0.09, within(1e-12));
    assertThat(corrected.get(0)).isCloseTo(0.09, within(1e-12));
    assertThat(corrected.get(4)).isEqualTo(0.9);
  }
}
