package io.reprise.stages.project;

import static io.reprise.stages.embedding.EmbeddingSamples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.StageTrial;
import io.reprise.stages.embedding.EmbeddingSamples;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.embedding.Pools;
import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.embedding.SeededSmile;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smile.manifold.TSNE;
import smile.math.MathEx;

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
    List<Metric> metrics = read(artifact, "metrics", Metric.class);
    assertThat(metrics)
        .extracting(Metric::getName)
        .containsExactly(
            "klDivergence", "trustworthiness", "rows", "sampledRows", "nearestNeighbourAccuracy");
    assertThat(metrics.get(0).getValue()).isBetween(0.1, 1.5);
    assertThat(metrics.get(1).getValue()).isBetween(0.8, 1.0);
    assertThat(metrics.get(3)).isEqualTo(new Metric("tsne", "test", "sampledRows", null, 300.0));
    assertThat(metrics.get(4).getValue()).isGreaterThan(0.98);
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

  @Test
  void placesDoNotDependOnTheNumberOfThreads() throws Exception {
    EmbeddingTable table = table(EmbeddingSamples.blobs(700, 8, 4));
    double[][] first = places(table, "{ iterations: 300 }", 2);
    for (int threads : new int[] {1, 4}) {
      assertThat(places(table, "{ iterations: 300 }", threads)).isDeepEqualTo(first);
    }
  }

  /** Smile alone gives other last digits in each of these pools. */
  @Test
  void exactPlacesDoNotDependOnTheNumberOfProcessors() throws Exception {
    EmbeddingTable table = table(EmbeddingSamples.blobs(150, 8, 4));
    String settings = "{ method: exact, sample: 200, iterations: 120 }";
    assertThat(Pools.each(() -> Arrays.deepToString(places(table, settings, 2))))
        .hasSize(4)
        .containsOnly(Arrays.deepToString(places(table, settings, 2)));
  }

  /** Asked for some steps at a time, Smile lets the places come to rest in between. */
  @Test
  void exactGoesDownOnce() throws Exception {
    EmbeddingTable table = table(EmbeddingSamples.blobs(150, 8, 4));
    double[][] squared = new double[150][150];
    MathEx.pdist(table.vectors(), squared, MathEx::squaredDistance);
    double[][] once =
        SeededSmile.call(
            SeededSample.seed(3, 0), () -> new TSNE(squared, 2, 30, 10, 80).coordinates);
    double[][] places =
        places(
            table, "{ method: exact, sample: 200, iterations: 80, learningRate: 10, seed: 3 }", 2);
    assertThat(places[7][0]).isCloseTo(once[7][0], withinPercentage(0.001));
  }

  @Test
  void exactWantsASampleOfItsOwn() {
    assertThatThrownBy(() -> run("x", "{ method: exact }", EmbeddingSamples.lattice(), 1))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "method exact needs a sample of at most 30,000, since it takes memory of rows squared:"
                + " say sample: 2000, or take barnes-hut");
  }

  @Test
  void divergenceFallsWithTheSteps() throws Exception {
    EmbeddingTable table = table(EmbeddingSamples.blobs(400, 8, 4));
    try (ParallelRows threads = new ParallelRows(2)) {
      double before = Double.POSITIVE_INFINITY;
      for (int iterations : new int[] {20, 250, 300, 500}) {
        Tsne tsne = new Tsne(table, settings("{ iterations: " + iterations + " }"), threads);
        double divergence = tsne.metrics(tsne.places(progress()))[0].getValue();
        assertThat(divergence).isLessThan(before);
        before = divergence;
      }
    }
  }

  /** Along one line the second component is 0, and no force leads away from it. */
  @Test
  void rowsOfOneUnitFillThePlane() throws Exception {
    List<Embedding> rows =
        IntStream.range(0, 120).mapToObj(i -> row(i, 0, (float) (i * 37 % 120))).toList();
    double[][] places = places(table(rows), "{ perplexity: 10, iterations: 500 }", 2);
    assertThat(Arrays.stream(places).mapToDouble(place -> Math.abs(place[1])).max().orElseThrow())
        .isGreaterThan(1);
  }

  @Test
  void equalRowsAreNoTrouble() throws Exception {
    List<Embedding> rows =
        IntStream.range(0, 400).mapToObj(i -> row(i, 0, i < 300 ? 1 : i % 7, 2, i % 2)).toList();
    double[][] places = places(table(rows), "{ iterations: 300 }", 2);
    assertThat(Arrays.stream(places).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite))
        .isTrue();
  }

  @Test
  void fourRowsAreTheLeast() throws IOException {
    List<Embedding> rows =
        List.of(row(0, 0, 0, 1), row(1, 0, 0, 2), row(2, 1, 5, 1), row(3, 1, 5, 2));
    Path artifact = run("m", "{ perplexity: 1 }", rows, 1);
    assertThat(read(artifact, "projection", Projection.class)).hasSize(4);
    for (int count = 1; count < 4; count++) {
      List<Embedding> fewer = rows.subList(0, count);
      assertThatThrownBy(() -> run("n" + fewer.size(), "{ perplexity: 1 }", fewer, 1))
          .isInstanceOf(ReportedException.class)
          .hasMessageStartingWith("perplexity 1.0 needs at least 4 rows, and there are ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"barnes-hut", "exact"})
  void interruptionEndsTheDescentSoon(String method) throws Exception {
    EmbeddingTable table = table(EmbeddingSamples.blobs(400, 8, 4));
    String settings = "{ sample: 400, iterations: 1000000, method: " + method + " }";
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Thread descent =
        new Thread(
            () -> {
              try {
                places(table, settings, 2);
              } catch (IOException | InterruptedException e) {
                thrown.add(e);
              }
            });
    descent.start();
    Thread.sleep(300);
    descent.interrupt();
    descent.join(3000);
    assertThat(descent.isAlive()).isFalse();
    assertThat(thrown)
        .singleElement() // the latter from the file of the progress
        .isInstanceOfAny(InterruptedException.class, ClosedByInterruptException.class);
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
  @ParameterizedTest
  @ValueSource(strings = {"barnes-hut", "exact"})
  void asManyRowsAsUnitsAreStillRows(String method) throws IOException {
    List<Embedding> square = EmbeddingSamples.blobs(64, 64, 3);
    String settings = "{ perplexity: 8, iterations: 500, sample: 64, method: " + method + " }";
    Path artifact = run("h", settings, square, 1);
    assertThat(read(artifact, "metrics", Metric.class).get(4).getValue()).isGreaterThan(0.9);
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

  private double[][] places(EmbeddingTable table, String settings, int threads)
      throws IOException, InterruptedException {
    try (ParallelRows parallel = new ParallelRows(threads)) {
      return new Tsne(table, settings(settings), parallel).places(progress());
    }
  }

  private Progress progress() {
    return new Progress(folder.resolve("progress").toString(), "iterations");
  }

  private Settings settings(String settings) {
    return new StageTrial(new TsneStage(), folder.resolve("q")).with(settings).settings();
  }

  private static EmbeddingTable table(List<Embedding> rows) {
    return new EmbeddingTable(
        rows.stream()
            .map(row -> new EmbeddingTable.Row(row.getId(), row.getSplit(), row.getLabel()))
            .toList(),
        rows.stream()
            .map(row -> row.getVector().stream().mapToDouble(Float::doubleValue).toArray())
            .toArray(double[][]::new),
        List.of());
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    return Tables.read(EmbeddingSamples.input(artifact.resolve(output)), type);
  }
}
