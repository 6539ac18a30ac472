package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small networks on the bundled sample. */
class SweepTrainingTest {

  private static final String PIPELINE =
      """
      pipeline: small
      params: { seed: 27 }
      matrix:
        train.layers:
          linear: [output: { units: 10 }]
          hidden: [dense: { units: 8, activation: tanh }, output: { units: 10 }]
        seed: 1..2
      stages:
        ingest:
          uses: ingest
          with: { dataset: sample, validation: 0.2, seed: 1 }
        train:
          uses: train
          in: { train: ingest.train, validation: ingest.validation }
          with: { layers: [output: { units: 10 }], epochs: 1, seed: "${seed}" }
        evaluate:
          uses: evaluate
          in: { model: train.model, examples: ingest.test }
      """;

  @TempDir Path folder;

  @Test
  void figuresAreTakenFromTheRuns() throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), PIPELINE);
    Path outputs = folder.resolve("outputs");
    Cli.Result result =
        Cli.run(outputs, "sweep", file.toString(), "--best", "train.validationAccuracy");
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out())
        .contains("1/4  layers linear  seed 1  ran     evaluate.accuracy 0.")
        .containsPattern("hidden +2 +0\\.\\d{4} ± 0\\.\\d{4}")
        .contains("best by train.validationAccuracy, on validation: layers ");
    String csv = Cli.run(outputs, "sweep", "--csv").out();
    assertThat(csv)
        .contains("7850,1.0,adam,crossEntropy,softmax,")
        .contains("6370,1.0,adam,crossEntropy,tanh,");
    Path page = folder.resolve("page.html");
    assertThat(Cli.run(outputs, "sweep", "--html", page.toString()).exitCode()).isZero();
    assertThat(folder.resolve("page.charts/axis-0.svg")).content().contains("<svg");
    assertThat(Cli.run(outputs, "sweep", "--best", "evaluate.accuracy").out())
        .isEqualTo(
            "error: --best evaluate.accuracy: is of the split 'test'; a choice goes by validation,"
                + " never by test: train.validationLoss, train.validationAccuracy\n");
  }

  /** What comes in as validation is called so by training, whatever it is. */
  @Test
  void testExamplesWiredToValidationAreNoValidation() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("small.yaml"),
            PIPELINE.replace("validation: ingest.validation", "validation: ingest.test"));
    Cli.Result result =
        Cli.run(
            folder.resolve("outputs"),
            "sweep",
            file.toString(),
            "train.layers=linear",
            "seed=1",
            "--best",
            "train.validationAccuracy");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).contains("train.validationAccuracy: is of the split 'test'");
  }
}
