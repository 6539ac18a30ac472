package io.reprise.stages.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.random.CounterRandom;
import io.reprise.stages.random.CounterRandom.Purpose;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianNoiseTest {

  private static final int PIXELS = 200_000;

  /** From Python's statistics.NormalDist().inv_cdf, which is another AS 241. */
  @Test
  void quantilesAreThoseOfTheNormalDistribution() {
    assertThat(NormalQuantile.of(0.5)).isZero();
    assertThat(NormalQuantile.of(0.975)).isCloseTo(1.9599639845400536, within(1e-15));
    assertThat(NormalQuantile.of(0.6)).isCloseTo(0.2533471031357998, within(1e-15));
    assertThat(NormalQuantile.of(0.001)).isCloseTo(-3.090232306167813, within(1e-14));
    assertThat(NormalQuantile.of(0.5 / 65536)).isCloseTo(-4.324919040826044, within(1e-14));
  }

  @Test
  void quantileFarOutIsRefused() {
    assertThatThrownBy(() -> NormalQuantile.of(1e-12)).hasMessageContaining("tail");
  }

  @Test
  void noiseHasNoMeanAndTheGivenDeviation() {
    double[] noise = noise(0.05, 1, 1);
    double mean = Arrays.stream(noise).average().orElseThrow();
    double variance = Arrays.stream(noise).map(n -> (n - mean) * (n - mean)).sum() / PIXELS;
    assertThat(mean).isCloseTo(0, within(0.1));
    assertThat(Math.sqrt(variance)).isCloseTo(0.05 * 255, within(0.1));
  }

  /** 68.27, 95.45 and 99.73 % of a normal distribution lie within one, two and three deviations. */
  @Test
  void noiseIsNormal() {
    double[] noise = noise(0.1, 1, 1);
    double[] shares = {0.6827, 0.9545, 0.9973};
    for (int deviations = 1; deviations <= 3; deviations++) {
      double limit = deviations * 25.5;
      double share =
          Arrays.stream(noise).filter(n -> Math.abs(n) < limit).count() / (double) PIXELS;
      assertThat(share).isCloseTo(shares[deviations - 1], within(0.005));
    }
  }

  @Test
  void copiesAndNeighboursAreIndependent() {
    double[] first = noise(0.05, 1, 1);
    assertThat(correlation(first, noise(0.05, 1, 2))).isCloseTo(0, within(0.01));
    assertThat(correlation(first, noise(0.05, 2, 1))).isCloseTo(0, within(0.01));
    double[] shifted = Arrays.copyOfRange(first, 1, PIXELS + 1);
    assertThat(correlation(first, shifted)).isCloseTo(0, within(0.01));
  }

  @Test
  void blackAndWhiteAreTheLimits() {
    byte[] pixels = new byte[1000];
    Arrays.fill(pixels, 500, 1000, (byte) 255);
    new GaussianNoise(1).addTo(pixels, CounterRandom.of(0, 0, 1, Purpose.NOISE));
    int[] greys = new int[1000];
    Arrays.setAll(greys, i -> pixels[i] & 0xFF);
    assertThat(Arrays.stream(greys, 0, 500).filter(grey -> grey == 0).count())
        .isBetween(200L, 300L);
    assertThat(Arrays.stream(greys, 500, 1000).filter(grey -> grey == 255).count())
        .isBetween(200L, 300L);
  }

  @Test
  void lastPixelsOfAnOddImageGetNoiseToo() {
    byte[] even = grey(8);
    byte[] odd = grey(7);
    GaussianNoise noise = new GaussianNoise(0.2);
    noise.addTo(even, CounterRandom.of(0, 5, 1, Purpose.NOISE));
    noise.addTo(odd, CounterRandom.of(0, 5, 1, Purpose.NOISE));
    assertThat(odd).isEqualTo(Arrays.copyOf(even, 7));
    assertThat(odd[6]).isNotEqualTo((byte) 128);
  }

  private static double[] noise(double deviation, long id, long copy) {
    byte[] pixels = grey(PIXELS);
    new GaussianNoise(deviation).addTo(pixels, CounterRandom.of(9, id, copy, Purpose.NOISE));
    double[] noise = new double[PIXELS];
    Arrays.setAll(noise, i -> (pixels[i] & 0xFF) - 128);
    return noise;
  }

  private static byte[] grey(int pixels) {
    byte[] grey = new byte[pixels];
    Arrays.fill(grey, (byte) 128);
    return grey;
  }

  private static double correlation(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
