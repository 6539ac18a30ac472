package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.record.Epoch;
import io.reprise.stages.network.Shape;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The course of a loss, and units that nothing moves. */
class TrainingWarningsTest {

  @Test
  void lossThatMovesIsQuiet() {
    LossWarnings falls = warnings(2.3, 1.2, 0.6, 0.5, 0.62);
    assertThat(falls.neverMoves()).isEmpty();
    assertThat(falls.rises()).isEmpty();
  }

  @Test
  void oneEpochSaysNothing() {
    assertThat(warnings(2.3).neverMoves()).isEmpty();
    assertThat(warnings(2.3).rises()).isEmpty();
  }

  @Test
  void lossThatGivesBackHalfOfItsGainRises() {
    assertThat(warnings(2.3, 0.3, 1.2).rises()).isEmpty();
    assertThat(warnings(2.3, 0.3, 1.4).rises())
        .contains(
            "the training loss rises: from 0.3000 in epoch 2 to 1.4000 in epoch 3, the last; lower"
                + " the learning rate");
  }

  @Test
  void lossThatRisesFromTheBeginningIsSaidUnlessItIsNoise() {
    assertThat(warnings(0.5, 0.9).rises()).isPresent();
    assertThat(warnings(0.5, 0.52).rises()).isEmpty();
  }

  @Test
  void unitIsActiveWhereAnyPlaceOfItIsAboveZero() {
    BitSet active = new BitSet();
    DeadUnits.markActive(new float[] {0, 0, 0, 2, -1, 0}, new Shape.Image(3, 1, 2), active);
    assertThat(active.stream()).containsExactly(1);
    DeadUnits.markActive(new float[] {0, 0, 7}, new Shape.Units(3), active);
    assertThat(active.stream()).containsExactly(1, 2);
    BitSet ofSteps = new BitSet();
    DeadUnits.markActive(new float[] {0, 0, 1, 0, 0, 2}, new Shape.Sequence(2, 3), ofSteps);
    assertThat(ofSteps.stream()).containsExactly(2);
  }

  @Test
  void sampleIsSpreadOverTheWholeTable() {
    List<byte[]> pixels = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      pixels.add(new byte[] {(byte) i});
      labels.add(i);
    }
    LabelledImages images =
        new LabelledImages(pixels, labels, LongStream.range(0, pixels.size()).boxed().toList());
    assertThat(images.sample(4).labels()).containsExactly(0, 2, 5, 7);
    assertThat(images.sample(4).pixels().get(3)).containsExactly(7);
    assertThat(images.sample(10)).isSameAs(images);
  }

  private static LossWarnings warnings(double... losses) {
    List<Epoch> history = new ArrayList<>();
    for (double loss : losses) {
      history.add(new Epoch(history.size() + 1, 0.1, loss, null, null, null));
    }
    return new LossWarnings(history, new Settings(Map.of("initialisation", "xavier")));
  }
}
