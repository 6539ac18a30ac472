package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.record.Epoch;
import io.reprise.stages.StageTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningRateTest {

  @TempDir Path folder;

  @Test
  void constantStaysAndStepsFall() throws IOException {
    assertRates("", 0.1, 0.1, 0.1);
    assertRates("schedule: constant", 0.1, 0.1, 0.1);
    assertRates("schedule: { step: { every: 2, factor: 0.5 } }", 0.1, 0.1, 0.05, 0.05, 0.025);
    assertRates("schedule: { exponential: { factor: 0.5 } }", 0.1, 0.05, 0.025);
  }

  @Test
  void cosineFallsOverAllEpochs() throws IOException {
    assertRates("schedule: cosine\nepochs: 4", 0.1, 0.0853553391, 0.05, 0.0146446609);
    assertRates("schedule: { cosine: { last: 0.2 } }\nepochs: 2", 0.1, 0.06);
  }

  @Test
  void warmupComesBeforeTheSchedule() throws IOException {
    assertRates("schedule: cosine\nepochs: 4\nwarmup: 2", 0.1 / 3, 0.2 / 3, 0.1, 0.05);
    assertRates("schedule: cosine\nepochs: 2\nwarmup: 3", 0.025, 0.05);
    assertRates("warmup: 1\nschedule: { step: { every: 1, factor: 0.5 } }", 0.05, 0.1, 0.05);
  }

  /** Losses of the trial: 5, 4, 4, 4, 3, 3, 3, ... */
  @Test
  void plateauLowersWhenPatienceIsUsedUp() throws IOException {
    LearningRate rate = of("schedule: { plateau: { factor: 0.5, patience: 2, on: trainLoss } }");
    List<Epoch> history = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    for (double loss : new double[] {5, 4, 4, 4, 3, 3, 3, 3, 3}) {
      rates.add(rate.next(history));
      history.add(new Epoch(history.size() + 1, 0.1, loss, null, null, null));
    }
    assertThat(rates).containsExactly(0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025);
  }

  private void assertRates(String with, double... expected) throws IOException {
    LearningRate rate = of(with);
    List<Epoch> history = new ArrayList<>();
    for (double each : expected) {
      assertThat(rate.next(history)).isCloseTo(each, within(1e-9));
      history.add(new Epoch(history.size() + 1, each, 1.0, null, null, null));
    }
  }

  private LearningRate of(String with) throws IOException {
    return LearningRate.of(
        new StageTrial(new TrainStage(), folder)
            .with(
                "layers: [output: { units: 3 }]\noptimizer: { sgd: { learningRate: 0.1 } }\n"
                    + with)
            .settings());
  }
}
