package io.reprise.stages.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KneeTest {

  /** 1 / (1 - x) at 20 places: by the derivative, farthest below its chord near 1 - x = 0.1. */
  @Test
  void graphBendsWhereItIsFarthestBelowItsChord() {
    double[] ascending =
        IntStream.rangeClosed(0, 99).mapToDouble(i -> 1 / (1 - i / 100.0)).toArray();
    assertThat(Knee.of(ascending)).hasValue(90);
    double[] elsewhere = DoubleStream.of(ascending).map(y -> 3 + 1000 * y).toArray();
    assertThat(Knee.of(elsewhere)).hasValue(90);
  }

  @Test
  void stepHasItsFoot() {
    assertThat(Knee.of(new double[] {1, 1, 1, 5})).hasValue(2);
  }

  @Test
  void straightFlatConcaveAndShortGraphsHaveNone() {
    assertThat(Knee.of(new double[] {0.1, 0.2, 0.30000000000000004, 0.4})).isEmpty();
    assertThat(Knee.of(new double[] {2, 2, 2, 2})).isEmpty();
    assertThat(Knee.of(new double[] {0, 4, 5, 5})).isEmpty();
    assertThat(Knee.of(new double[] {0, 4})).isEmpty();
    assertThat(Knee.of(new double[0])).isEmpty();
  }
}
