package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clustering of E1 and E5, and what the CNN of E3 sees, on the bundled drawings. */
class EmbeddingPipelinesTest {

  private static final String MERGE =
      "{ tops: [T-shirt, Pullover], Hat: [Hat], ends: [Sock, Boot], Bag: [Bag],"
          + " rest: [Trousers, Dress, Mitten, Umbrella] }";

  /** The pipeline's own layers take ten times as long. */
  private static final String NARROW =
      "[{conv: {filters: 8, kernel: 4, padding: same, activation: relu}}, batchNorm, pool,"
          + " {dense: {name: embedding, units: 32, activation: relu}}, {output: {units: 10}}]";

  @TempDir Path outputs;

  @Test
  void clustersOfMergedLabelsAreDecoded() throws Exception {
    Path run =
        run(
            "e5-embeddings",
            "ingest.dataset=sample",
            "unmerged.dataset=sample",
            "ingest.merge=" + MERGE,
            "ingest.fraction=0.2",
            "train.batchSize=50",
            "dbscan.minPoints=5",
            "tsne.iterations=100");
    Map<?, ?> headlines = Json.readObject(run.resolve("headlines.json"));
    assertThat(number(headlines, "decode (test)", "labels")).isEqualTo(5);
    assertThat(number(headlines, "decode (test)", "originals")).isEqualTo(10);
    assertThat(number(headlines, "dbscan (test)", "suggestedRadius")).isPositive();
    assertThat(Files.readString(run.resolve("decode/summary/crosstab.md")))
        .contains("| 0 tops | 100 | T-shirt 50, Pullover 50 |");
  }

  @Test
  void halfOfTheLabelsNameTheClusters() throws Exception {
    Path run =
        run(
            "e1-semisupervised",
            "ingest.dataset=sample",
            "train.layers=" + NARROW,
            "train.batchSize=20",
            "train.epochs=3",
            "kmeans.runs=5",
            "tsne.iterations=100");
    Map<?, ?> headlines = Json.readObject(run.resolve("headlines.json"));
    assertThat(number(headlines, "ingest (train)", "rows")).isEqualTo(1000);
    assertThat(number(headlines, "kmeans (test)", "labelledRows")).isEqualTo(1000);
    assertThat(number(headlines, "kmeans (test)", "accuracy")).isGreaterThan(0.6);
  }

  @Test
  void filtersActivationsAndReconstructionsOfATrainingAreSeen() throws Exception {
    Path run =
        run(
            "e3-visualisation",
            "ingest.dataset=sample",
            "ingest.fraction=0.1",
            "train.epochs=2",
            "after-5.epochs=1",
            "deconvolution.images=2",
            "deconvolution.top=2");
    for (String picture :
        List.of(
            "filters/pictures/filters.png",
            "activations-after-1/pictures/histograms.png",
            "deconvolution/pictures/reconstructions.png",
            "deconvolution/pictures/top-conv2.png",
            "saliency/pictures/saliency.png")) {
      assertThat(run.resolve(picture)).exists();
    }
    assertThat(Files.readAllBytes(run.resolve("activations-after-5/activations/00000.parquet")))
        .isEqualTo(Files.readAllBytes(run.resolve("activations-after-1/activations/00000.parquet")))
        .isNotEqualTo(Files.readAllBytes(run.resolve("activations/activations/00000.parquet")));
  }

  private Path run(String pipeline, String... settings) throws Exception {
    List<String> command = new ArrayList<>(List.of("run", pipeline));
    for (String each : settings) {
      command.addAll(List.of("--set", each));
    }
    Cli.Result result = Cli.run(outputs, command.toArray(new String[0]));
    assertThat(result.exitCode()).as(result.out()).isZero();
    RunFolders runs = new RunFolders(outputs.resolve("runs"));
    return runs.folder(runs.find("latest").id());
  }

  private static double number(Map<?, ?> headlines, String stage, String metric) {
    return JsonMaps.real(JsonMaps.map(headlines, stage), metric);
  }
}
