package io.reprise.stages.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsStageTest {

  @TempDir Path folder;

  @Test
  void rowsGoUnderTheirInputsNameInTheirOwnOrder() throws IOException {
    Path artifact = join("a", 2);
    assertThat(read(artifact.resolve("metrics")))
        .containsExactly(
            new Metric("cnn", "test", "f1", "9", 0.5),
            new Metric("cnn", "test", "accuracy", null, 0.9),
            new Metric("mlp", null, "accuracy", null, 0.8));
  }

  @Test
  void headlinesAreTheMetricsOfNoClass() throws IOException {
    assertThat(Json.readObject(join("d", 1).resolve("headlines/headlines.json")))
        .isEqualTo(Map.of("cnn (test)", Map.of("accuracy", 0.9), "mlp", Map.of("accuracy", 0.8)));
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    assertThat(StageTrial.digests(join("b", 1)))
        .containsOnlyKeys("metrics/00000.parquet", "headlines/headlines.json")
        .isEqualTo(StageTrial.digests(join("c", 4)));
  }

  private Path join(String name, int threads) throws IOException {
    Path mlp = write("mlp", new Metric("evaluate", null, "accuracy", null, 0.8));
    Path cnn =
        write(
            "cnn",
            new Metric("evaluate", "test", "f1", "9", 0.5),
            new Metric("evaluate", "test", "accuracy", null, 0.9));
    return new StageTrial(new MetricsStage(), folder.resolve(name))
        .in("mlp", mlp)
        .in("cnn", cnn)
        .threads(threads)
        .run();
  }

  private Path write(String name, Metric... rows) throws IOException {
    Path target = folder.resolve(name);
    TrialFiles.table(target, Metric.class, List.of(rows));
    return target;
  }

  private static List<Metric> read(Path table) throws IOException {
    String shard = Tables.shardName(0);
    return Tables.read(
        new InputFiles(List.of(StageTrial.file(shard, table.resolve(shard)))), Metric.class);
  }
}
