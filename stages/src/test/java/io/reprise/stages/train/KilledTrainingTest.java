package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.stages.StageTrial;
import io.reprise.stages.network.TrialExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledTrainingTest {

  private static final String WITH =
      TrainStageTest.LAYERS
          + """
          epochs: 6
          optimizer: { sgd: { learningRate: 0.05, momentum: 0.9, nesterov: false } }
          schedule: { plateau: { factor: 0.5, patience: 1, on: accuracy } }
          warmup: 1
          gradientClipping: { norm: { limit: 0.5 } }
          classWeights: balanced
          labelSmoothing: 0.1
          augmentation: { flipHorizontal: 0.5, shift: 1, rotation: 10, erasing: 0.5, gaussianNoise: 0.1 }
          earlyStopping: { patience: 5 }
          """;
  private static final int ROWS = 800;

  @TempDir Path folder;

  @BeforeEach
  void writeExamples() throws IOException {
    TrialExamples.write(folder.resolve("train"), ROWS, ROWS, 1);
    TrialExamples.write(folder.resolve("validation"), 100, 100, 2);
  }

  /** The stage, in a process that can be killed; takes the folder of this test. */
  public static void main(String[] arguments) throws IOException {
    trial(Path.of(arguments[0]), "killed").run();
  }

  @Test
  void trainingThatWasKilledEndsWithTheBytesOfAnUndisturbedOne() throws Exception {
    Path checkpoint = folder.resolve("killed/checkpoints/killed/training.checkpoint");
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledTrainingTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    while (process.isAlive() && !Files.exists(checkpoint)) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    Object first = Files.getLastModifiedTime(checkpoint);
    while (process.isAlive() && Files.getLastModifiedTime(checkpoint).equals(first)) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    process.destroyForcibly().waitFor();
    assertThat(folder.resolve("killed/out/model"))
        .as(Files.readString(folder.resolve("log.txt")))
        .doesNotExist();

    Path undisturbed = trial(folder, "undisturbed").run();
    Path continued = trial(folder, "killed").run();
    assertThat(StageTrial.digests(continued)).isEqualTo(StageTrial.digests(undisturbed));
  }

  private static StageTrial trial(Path folder, String name) throws IOException {
    return new StageTrial(new TrainStage(), folder.resolve(name))
        .key(name)
        .with(WITH)
        .in("train", folder.resolve("train"))
        .in("validation", folder.resolve("validation"));
  }
}
