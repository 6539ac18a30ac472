package io.reprise.stages.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.StageTrial;
import io.reprise.stages.embed.EmbedStage;
import io.reprise.stages.network.TrialExamples;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.table.Tables;
import io.reprise.stages.train.TrainStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small recurrent model, trained, evaluated and embedded. */
class RecurrentModelTest {

  private static final int ROWS = 200;
  private static final String WITH =
      """
      layers:
        - gru: { units: 10, returns: sequence }
        - lstm: { units: 12 }
        - output: { units: 3 }
      epochs: 6
      batchSize: 20
      optimizer: { adam: { learningRate: 0.01 } }
      """;

  @TempDir Path folder;

  @Test
  void modelOfStoredBytesIsTrainedEvaluatedAndEmbedded() throws IOException {
    Path train = TrialExamples.write(folder.resolve("train"), 300, 300, 1);
    Path artifact = trial(new TrainStage(), "a").with(WITH).in("train", train).run();
    Path again = trial(new TrainStage(), "b").with(WITH).in("train", train).run();
    assertThat(StageTrial.digests(again)).isEqualTo(StageTrial.digests(artifact));

    Path examples = TrialExamples.write(folder.resolve("test"), ROWS, 90, 3);
    Path evaluated = apply(new EvaluateStage(), "c", "{}", artifact, examples);
    double accuracy =
        read(evaluated, "metrics", Metric.class).stream()
            .filter(metric -> metric.getName().equals("accuracy"))
            .findFirst()
            .orElseThrow()
            .getValue();
    assertThat(accuracy).isGreaterThan(0.9);

    Path penultimate = apply(new EmbedStage(), "d", "{}", artifact, examples);
    assertThat(read(penultimate, "embeddings", Embedding.class))
        .hasSize(ROWS)
        .allSatisfy(embedding -> assertThat(embedding.getVector()).hasSize(12));
    Path sequence = apply(new EmbedStage(), "e", "layer: gru1", artifact, examples);
    assertThat(read(sequence, "embeddings", Embedding.class))
        .allSatisfy(
            embedding -> assertThat(embedding.getVector()).hasSize(TrialExamples.SIDE * 10));
  }

  private Path apply(Stage stage, String name, String with, Path artifact, Path examples)
      throws IOException {
    return trial(stage, name)
        .with(with)
        .in("model", artifact.resolve("model"))
        .in("examples", examples)
        .run();
  }

  private StageTrial trial(Stage stage, String name) {
    return new StageTrial(stage, folder.resolve(name));
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    List<T> records = new ArrayList<>();
    for (int shard = 0;
        artifact.resolve(output).resolve(Tables.shardName(shard)).toFile().exists();
        shard++) {
      String name = Tables.shardName(shard);
      Tables.forEach(
          StageTrial.file(name, artifact.resolve(output).resolve(name)), type, records::add);
    }
    return records;
  }
}
