package io.reprise.stages.project;

import static io.reprise.stages.embedding.EmbeddingSamples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.embedding.EmbeddingSamples;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.UnitSpread;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smile.projection.PCA;

class PcaStageTest {

  private static final Offset<Double> CLOSE = within(1e-9);

  @TempDir Path folder;

  /** Of sklearn.decomposition.PCA(2) 1.2.1, its first component turned to our sign. */
  @Test
  void componentsAreThoseOfScikitLearn() throws IOException {
    Path artifact = run("a", EmbeddingSamples.lattice(), 2);
    List<Metric> metrics = read(artifact, "metrics", Metric.class);
    assertThat(metrics)
        .extracting(Metric::getName)
        .containsExactly(
            "explainedVarianceRatio",
            "explainedVarianceRatio",
            "rows",
            "sampledRows",
            "nearestNeighbourAccuracy");
    assertThat(metrics).extracting(MetricClass::of).startsWith("1", "2");
    assertThat(metrics.get(0).getValue()).isCloseTo(0.8312452569873572, CLOSE);
    assertThat(metrics.get(1).getValue()).isCloseTo(0.1633270409613175, CLOSE);
    List<Projection> rows = read(artifact, "projection", Projection.class);
    assertThat(rows.get(0).getX()).isCloseTo(-4.500998353832493, CLOSE);
    assertThat(rows.get(0).getY()).isCloseTo(-1.6139156692769705, CLOSE);
    assertThat(rows.get(2).getX()).isCloseTo(3.79879763224405, CLOSE);
    assertThat(rows.get(2).getY()).isCloseTo(-0.598566847119226, CLOSE);
  }

  @Test
  void componentsAreThoseOfSmileUpToSign() throws IOException {
    Path input = EmbeddingSamples.write(folder.resolve("b"), EmbeddingSamples.blobs(500, 32, 6));
    double[][] vectors = EmbeddingTable.read(EmbeddingSamples.input(input)).vectors();
    PrincipalComponents ours = PrincipalComponents.of(vectors, UnitSpread.of(vectors).means());
    PCA smile = PCA.fit(vectors);
    for (int component = 0; component < 2; component++) {
      assertThat(ours.explainedVarianceRatio(component))
          .isCloseTo(smile.getVarianceProportion()[component], CLOSE);
      double[] direction = ours.direction(component);
      double cosine = 0;
      for (int unit = 0; unit < 32; unit++) {
        cosine += direction[unit] * smile.getLoadings().get(unit, component);
      }
      assertThat(Math.abs(cosine)).isCloseTo(1, CLOSE);
    }
  }

  @Test
  void largestLoadingIsPositive() {
    double[][] falling = {{0, 0}, {1, -3}, {2, -6}};
    PrincipalComponents components = PrincipalComponents.of(falling, new double[] {1, -3});
    double[] direction = components.direction(0);
    assertThat(direction[0]).isCloseTo(-1 / Math.sqrt(10), CLOSE);
    assertThat(direction[1]).isCloseTo(3 / Math.sqrt(10), CLOSE);
  }

  @Test
  void rowsOnALineHaveNoSecondComponent() {
    PrincipalComponents components =
        PrincipalComponents.of(new double[][] {{0, 0}, {1, -3}, {2, -6}}, new double[] {1, -3});
    assertThat(components.explainedVarianceRatio(0)).isCloseTo(1, CLOSE);
    assertThat(components.explainedVarianceRatio(1)).isZero();
    assertThat(components.project(new double[][] {{2, -6}})[0][1]).isZero();
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    List<Embedding> rows = EmbeddingSamples.blobs(800, 24, 5);
    SortedMap<String, String> first = StageTrial.digests(run("c", rows, 2));
    assertThat(first)
        .containsOnlyKeys("metrics/00000.parquet", "pictures/pca.svg", "projection/00000.parquet");
    assertThat(StageTrial.digests(run("d", rows, 1))).isEqualTo(first);
    assertThat(StageTrial.digests(run("e", rows, 4))).isEqualTo(first);
  }

  @Test
  void pictureNamesClassesByTheFactsOfTheInput() throws IOException {
    Path input = EmbeddingSamples.write(folder.resolve("f-in"), EmbeddingSamples.lattice());
    List<String> classes = List.of("T-shirt/top", "Bag & Co", "Ankle boot");
    TrialFiles.facts(input, new ExampleFacts("d", 1, 1, 1, classes, 60));
    Path artifact =
        new StageTrial(new PcaStage(), folder.resolve("f")).in("embeddings", input).run();
    assertThat(Files.readString(artifact.resolve("pictures/pca.svg")))
        .contains(">T-shirt/top<", ">Bag &amp; Co<", ">Ankle boot<")
        .contains(">component 1 (83.12 % of variance)<");
  }

  @Test
  void deadUnitsAreSaid() throws IOException {
    Path artifact = run("g", List.of(row(0, 0, 1, 7), row(1, 0, 2, 7), row(2, 0, 4, 7)), 1);
    assertThat(artifact.resolve("warnings/pca.txt"))
        .hasContent(
            "1 of 2 embedding units are constant, so dead: look at the training of the network"
                + " that they are of\n");
  }

  @Test
  void rowsThatAreAllTheSameAreAnError() {
    assertThatThrownBy(() -> run("h", List.of(row(0, 0, 1), row(1, 0, 1)), 1))
        .isInstanceOf(ReportedException.class)
        .hasMessage("all 2 embeddings are the same vector; look at the network they come from");
  }

  private Path run(String name, List<Embedding> rows, int threads) throws IOException {
    Path input = EmbeddingSamples.write(folder.resolve(name + "-in"), rows);
    return new StageTrial(new PcaStage(), folder.resolve(name))
        .in("embeddings", input)
        .threads(threads)
        .run();
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    return Tables.read(EmbeddingSamples.input(artifact.resolve(output)), type);
  }
}
