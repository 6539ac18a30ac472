package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.onednn.Parameters;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Deeplearning4j does not have; for the rest see {@link OneDnnParityTest}. */
class UpdateRuleTest {

  private static final List<Parameters.Range> FIRST_THREE =
      List.of(
          new Parameters.Range(Parameters.Role.WEIGHT, 0, 0, 2, null),
          new Parameters.Range(Parameters.Role.BIAS, 0, 2, 1, null));

  @Test
  void momentumIsPolyaks() {
    UpdateRule rule = new UpdateRule.Momentum(0.9f);
    float[] values = {2};
    float[][] memory = {{0}};
    double value = 2;
    double velocity = 0;
    for (int step = 1; step <= 5; step++) {
      float[] gradients = {values[0] / 3};
      rule.step(0.1, step).apply(values, gradients, memory, 0, 1);
      velocity = 0.9 * velocity - 0.1 * value / 3;
      value += velocity;
    }
    assertThat((double) values[0]).isCloseTo(value, within(1e-6));
  }

  @Test
  void gradientsAreScaledToTheLargestNorm() {
    float[] gradients = {3, 4, 12, 99};
    new GradientClipping(6.5, Double.POSITIVE_INFINITY).apply(gradients, FIRST_THREE);
    assertThat(gradients).containsExactly(1.5f, 2, 6, 99);
    new GradientClipping(7, Double.POSITIVE_INFINITY).apply(gradients, FIRST_THREE);
    assertThat(gradients).containsExactly(1.5f, 2, 6, 99);
  }

  @Test
  void gradientsAreCutOffAtTheLargestValue() {
    float[] gradients = {-3, 0.5f, 12, 99};
    new GradientClipping(Double.POSITIVE_INFINITY, 2).apply(gradients, FIRST_THREE);
    assertThat(gradients).containsExactly(-2, 0.5f, 2, 99);
    float[] wrong = {Float.NaN, 1, 1, 1};
    new GradientClipping(Double.POSITIVE_INFINITY, 2).apply(wrong, FIRST_THREE);
    new GradientClipping(2, Double.POSITIVE_INFINITY).apply(wrong, FIRST_THREE);
    assertThat(wrong[0]).isNaN();
  }
}
