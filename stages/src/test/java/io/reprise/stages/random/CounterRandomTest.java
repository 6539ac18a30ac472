package io.reprise.stages.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.random.CounterRandom.Purpose;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterRandomTest {

  /** The values that implementations of SplitMix64 are checked with, for the state 1234567. */
  @Test
  void isSplitMix64() {
    CounterRandom random = CounterRandom.fromState(1234567);
    assertThat(
            new String[] {
              Long.toUnsignedString(random.nextLong()),
              Long.toUnsignedString(random.nextLong()),
              Long.toUnsignedString(random.nextLong()),
              Long.toUnsignedString(random.nextLong()),
              Long.toUnsignedString(random.nextLong())
            })
        .containsExactly(
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821");
  }

  /** Changing one of these changes what every seed means: raise the stage's version with it. */
  @Test
  void streamsOfAKeyStayWhatTheyAre() {
    assertThat(CounterRandom.of(27, 3, 1, Purpose.ROTATION).nextLong())
        .isEqualTo(-2428971783069228073L);
    assertThat(CounterRandom.of(27, 3, 1, Purpose.NOISE).nextLong())
        .isEqualTo(-1461375115246038301L);
  }

  @Test
  void everyPartOfTheKeyGivesAnotherStream() {
    Set<Long> firsts = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long id = 0; id < 20; id++) {
        for (long copy = 0; copy < 20; copy++) {
          for (Purpose purpose : Purpose.values()) {
            firsts.add(CounterRandom.of(seed, id, copy, purpose).nextLong());
          }
        }
      }
    }
    assertThat(firsts).hasSize(20 * 20 * 20 * Purpose.values().length);
  }

  @Test
  void firstNumbersOfNeighbouringIdsAreUniform() {
    double sum = 0;
    double squares = 0;
    int count = 100_000;
    for (int id = 0; id < count; id++) {
      double unit = CounterRandom.of(0, id, 1, Purpose.ROTATION).nextDouble();
      assertThat(unit).isGreaterThanOrEqualTo(0).isLessThan(1);
      sum += unit;
      squares += unit * unit;
    }
    assertThat(sum / count).isCloseTo(1 / 2.0, within(0.004));
    assertThat(squares / count).isCloseTo(1 / 3.0, within(0.004));
  }
}
