package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.stages.StageTrial;
import io.reprise.stages.network.Backend;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.table.ExampleFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedTrainingTest {

  private static final int SIDE = 4;
  private static final int ROWS = 200;

  @TempDir Path folder;

  @Test
  void trainingStopsAfterTheBatch() throws Exception {
    EpochRunner runner = runner();
    List<Long> fitted = new ArrayList<>();
    assertThatThrownBy(
            () ->
                runner.run(
                    1,
                    1e-3,
                    (images, loss) -> {
                      fitted.add(images);
                      Thread.currentThread().interrupt();
                    }))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("training was interrupted in epoch 1");
    assertThat(fitted).containsExactly(50L); // of the first of four batches
  }

  private EpochRunner runner() throws Exception {
    Settings settings =
        new StageTrial(new TrainStage(), folder)
            .with("layers: [output: {units: 2}]\nbatchSize: 50")
            .settings();
    NetworkSpec spec =
        NetworkSpec.of(
            settings,
            new ExampleFacts("trial", SIDE, SIDE, 1, List.of("a", "b"), ROWS),
            LayerKinds.builtIn());
    LabelledImages images =
        new LabelledImages(
            Collections.nCopies(ROWS, new byte[SIDE * SIDE]),
            Collections.nCopies(ROWS, 1),
            Collections.nCopies(ROWS, 1L));
    return new EpochRunner(Backend.initial(spec), spec, images);
  }
}
