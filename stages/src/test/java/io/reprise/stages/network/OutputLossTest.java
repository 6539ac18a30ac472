package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputLossTest {

  private static final int COUNT = 4;
  private static final int CLASSES = 5;
  private static final double[] WEIGHTS = {1, 0.5, 3, 0, 2};

  private final Random random = new Random(3);
  private final int[] labels = {2, 0, 4, 1};

  /** Against central differences in double precision. */
  @ParameterizedTest
  @CsvSource({
    "softmax, crossEntropy, 0, false",
    "softmax, crossEntropy, 0.1, true",
    "sigmoid, crossEntropy, 0.1, true",
    "softmax, mse, 0, true",
    "sigmoid, mse, 0.2, false",
    "identity, mse, 0, true",
  })
  void gradientsAreThoseOfTheLoss(
      String activation, String loss, double smoothing, boolean weighted) {
    Targets targets = Targets.labels(labels, weighted ? WEIGHTS : new double[0]);
    check(new OutputLoss(activation, loss, smoothing), targets);
  }

  @Test
  void gradientsOfNumbersAreThoseOfTheLoss() {
    Targets targets = Targets.values(sums(), COUNT);
    check(new OutputLoss("sigmoid", Loss.MEAN_SQUARED_ERROR, 0), targets);
    check(new OutputLoss("identity", Loss.MEAN_SQUARED_ERROR, 0), targets);
  }

  private void check(OutputLoss loss, Targets targets) {
    float[] sums = sums();
    float[] gradient = sums.clone();
    loss.toGradient(gradient, targets);
    float step = 0x1p-8f; // sums are multiples of it, so that none is rounded
    for (int i = 0; i < sums.length; i++) {
      float[] above = sums.clone();
      float[] below = sums.clone();
      above[i] += step;
      below[i] -= step;
      double slope =
          (loss.toGradient(above, targets) - loss.toGradient(below, targets)) / (2 * step);
      assertThat((double) gradient[i]).isCloseTo(slope, within(2e-5));
    }
  }

  private float[] sums() {
    float[] sums = new float[COUNT * CLASSES];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (random.nextInt(1024) - 512) / 256f;
    }
    return sums;
  }

  @Test
  void smoothedLossIsThatOfItsFormula() {
    float[] rows = {0, 0, 0, 0, 0};
    double loss =
        new OutputLoss("softmax", Loss.CROSS_ENTROPY, 0.1)
            .toGradient(rows, Targets.labels(new int[] {3}));
    assertThat(loss).isCloseTo(Math.log(5), within(1e-12));
    assertThat(rows[3]).isEqualTo((float) (0.2 - 0.92));
    assertThat(rows[0]).isEqualTo((float) (0.2 - 0.02));
  }
}
