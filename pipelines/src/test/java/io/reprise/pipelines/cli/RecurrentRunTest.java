package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recurrent networks' pipelines on the bundled drawings. */
class RecurrentRunTest {

  @TempDir static Path outputs;

  @ParameterizedTest
  @ValueSource(strings = {"e3-rnn", "e3-lstm", "e3-gru"})
  void networkOverTheRowsOfImagesLearns(String pipeline) throws Exception {
    Cli.Result result =
        Cli.run(
            outputs,
            "run",
            pipeline,
            "--set",
            "ingest.dataset=sample",
            "--set",
            "train.epochs=4",
            "--set",
            "train.batchSize=20",
            "--set",
            "train.optimizer.adam.learningRate=0.01");
    assertThat(result.exitCode()).as(result.out()).isZero();
    RunFolders runs = new RunFolders(outputs.resolve("runs"));
    Path headlines = runs.folder(runs.find("latest").id()).resolve("headlines.json");
    assertThat(
            JsonMaps.real(JsonMaps.map(Json.readObject(headlines), "evaluate (test)"), "accuracy"))
        .isGreaterThan(0.5);
  }
}
