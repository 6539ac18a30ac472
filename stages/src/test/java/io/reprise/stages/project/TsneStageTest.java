package io.reprise.stages.project;

import static io.reprise.stages.embedding.EmbeddingSamples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.StageTrial;
import io.reprise.stages.embedding.EmbeddingSamples;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.Pools;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TsneStageTest {

  @TempDir Path folder;

  @Test
  void labelsThatAreApartStayApart() throws IOException {
    Path artifact = run("a", "{ iterations: 400 }", EmbeddingSamples.blobs(300, 16, 4), 2);
    List<Projection> rows = read(artifact, "projection", Projection.class);
    assertThat(rows).extracting(Projection::getId).hasSize(300).isSorted();
    assertThat(rows.get(7).getLabel()).isEqualTo(3);
    assertThat(rows.stream().mapToDouble(Projection::getX).average().orElseThrow())
        .isBetween(-1e-9, 1e-9);
    assertThat(read(artifact, "metrics", Metric.class))
        .startsWith(
            new Metric("tsne", "test", "rows", null, 300.0),
            new Metric("tsne", "test", "sampledRows", null, 300.0))
        .last()
        .satisfies(metric -> assertThat(metric.getValue()).isGreaterThan(0.98));
    assertThat(artifact.resolve("warnings")).doesNotExist();
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    List<Embedding> rows = EmbeddingSamples.blobs(400, 8, 4);
    String settings = "{ iterations: 300, sample: 250, seed: 3 }";
    SortedMap<String, String> first = StageTrial.digests(run("b", settings, rows, 2));
    assertThat(first)
        .containsOnlyKeys(
            "metrics/00000.parquet",
            "pictures/tsne.svg",
            "projection/00000.parquet",
            "warnings/tsne.txt");
    for (int threads : new int[] {1, 3}) {
      assertThat(StageTrial.digests(run("c" + threads, settings, rows, threads))).isEqualTo(first);
    }
    assertThat(StageTrial.digests(run("e", settings.replace("3 }", "4 }"), rows, 2)))
        .doesNotContainEntry("projection/00000.parquet", first.get("projection/00000.parquet"));
  }

  /** Smile alone gives other last digits in each of these pools. */
  @Test
  void placesDoNotDependOnTheNumberOfProcessors() throws Exception {
    Path input = EmbeddingSamples.write(folder.resolve("p"), EmbeddingSamples.blobs(150, 8, 4));
    double[][] vectors = EmbeddingTable.read(EmbeddingSamples.input(input)).vectors();
    Settings settings =
        new StageTrial(new TsneStage(), folder.resolve("q")).with("{ iterations: 120 }").settings();
    Progress progress = new Progress(folder.resolve("progress.txt").toString(), "iterations");
    assertThat(Pools.each(() -> Arrays.deepToString(TsneWork.places(vectors, settings, progress))))
        .hasSize(4)
        .containsOnly(Arrays.deepToString(TsneWork.places(vectors, settings, progress)));
  }

  @Test
  void aSampleSaysHowManyOfHowMany() throws IOException {
    List<Embedding> rows = EmbeddingSamples.blobs(1200, 4, 3);
    Path artifact = run("f", "{ iterations: 251, sample: 200 }", rows, 2);
    assertThat(read(artifact, "projection", Projection.class)).hasSize(200);
    assertThat(artifact.resolve("warnings/tsne.txt"))
        .hasContent("t-SNE shows a sample, 200 of 1,200 rows: raise 'sample' to show more\n");
    assertThat(Files.readString(artifact.resolve("pictures/tsne.svg")))
        .contains("<title>t-SNE, 200 of 1,200 rows</title>");
  }

  @Test
  void endingInEarlyExaggerationIsSaid() throws IOException {
    Path artifact = run("g", "{ iterations: 250 }", EmbeddingSamples.blobs(100, 4, 3), 1);
    assertThat(artifact.resolve("warnings/tsne.txt"))
        .hasContent(
            "t-SNE ends inside its early exaggeration, the first 250 iterations: clusters are"
                + " tighter than they should be; raise 'iterations' from 250\n");
  }

  /** Smile alone would take 64 rows of 64 units for a table of distances. */
  @Test
  void asManyRowsAsUnitsAreStillRows() throws IOException {
    List<Embedding> square = EmbeddingSamples.blobs(64, 64, 3);
    Path artifact = run("h", "{ perplexity: 8, iterations: 300 }", square, 1);
    assertThat(read(artifact, "metrics", Metric.class).get(2).getValue()).isGreaterThan(0.98);
  }

  @Test
  void tooFewRowsForThePerplexityAreAnError() {
    assertThatThrownBy(() -> run("i", "{}", EmbeddingSamples.lattice(), 1))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "perplexity 30.0 needs at least 91 rows, and there are 60; lower it or take a larger"
                + " sample");
  }

  @Test
  void rowsThatAreAllTheSameAreAnError() {
    List<Embedding> same = Collections.nCopies(100, row(0, 0, 1, 2));
    assertThatThrownBy(() -> run("j", "{}", same, 1))
        .isInstanceOf(ReportedException.class)
        .hasMessage("all 100 embeddings are the same vector; look at the network they come from");
  }

  private Path run(String name, String settings, List<Embedding> rows, int threads)
      throws IOException {
    Path input = EmbeddingSamples.write(folder.resolve(name + "-in"), rows);
    return new StageTrial(new TsneStage(), folder.resolve(name))
        .with(settings)
        .in("embeddings", input)
        .threads(threads)
        .run();
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    return Tables.read(EmbeddingSamples.input(artifact.resolve(output)), type);
  }
}
