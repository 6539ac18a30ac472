package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.record.Epoch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void stopsWhenPatienceIsUsedUp() {
    EarlyStopping stopping = new EarlyStopping(2, Criterion.LOSS);
    assertThat(stopping.stopsAfter(history(0.5, 0.4))).isFalse();
    assertThat(stopping.stopsAfter(history(0.5, 0.4, 0.4))).isFalse();
    assertThat(stopping.stopsAfter(history(0.5, 0.4, 0.4, 0.41))).isTrue();
    assertThat(stopping.bestEpoch(history(0.5, 0.4, 0.4, 0.41))).isEqualTo(2);
    assertThat(stopping.stopsAfter(history(0.5, 0.4, 0.4, 0.39))).isFalse();
  }

  @Test
  void accuracyIsBetterWhenHigher() {
    // The trial's accuracy falls with its loss.
    assertThat(new EarlyStopping(2, Criterion.ACCURACY).bestEpoch(history(0.5, 0.9, 0.4)))
        .isEqualTo(2);
  }

  @Test
  void withoutPatienceNothingStops() {
    assertThat(new EarlyStopping(0, Criterion.LOSS).stopsAfter(history(0.1, 0.2, 0.3, 0.4)))
        .isFalse();
  }

  private static List<Epoch> history(double... losses) {
    List<Epoch> history = new ArrayList<>();
    for (double loss : losses) {
      history.add(new Epoch(history.size() + 1, 0.1, 1.0, null, loss, loss));
    }
    return history;
  }
}
