package io.reprise.stages.cluster;

import static io.reprise.stages.embedding.EmbeddingSamples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.NeighbourDistance;
import io.reprise.stages.StageTrial;
import io.reprise.stages.embedding.EmbeddingSamples;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected values are those of sklearn.cluster.DBSCAN(eps=0.35, min_samples=4), 1.2.1. */
class DbscanStageTest {

  private static final String SETTINGS = "{ radius: 0.35, minPoints: 4 }";

  @TempDir Path folder;

  @Test
  void clustersAreThoseOfScikitLearn() throws IOException {
    Path artifact = run("a", SETTINGS, EmbeddingSamples.lattice(), 2);
    List<ClusterAssignment> rows = read(artifact, "clusters", ClusterAssignment.class);
    assertThat(rows)
        .extracting(ClusterAssignment::getCluster)
        .containsExactly(
            -1, 0, 1, 2, 0, 1, 2, 0, -1, 2, 0, -1, 2, 4, 3, 2, 4, 3, 2, 4, 3, -1, 4, 3, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, -1, 0, 1, -1, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 3, 2, 0, 3, 2, 4, 3,
            2, 4, 3, 2, 0, 3);
    assertThat(rows).extracting(ClusterAssignment::getDistance).containsOnlyNulls();
    assertThat(rows.get(7)).isEqualTo(new ClusterAssignment(7L, "test", 1, 0, null));
  }

  @Test
  void noiseIsWrongInAccuracyAndLeftOutOfPurity() throws IOException {
    List<Metric> metrics =
        read(run("b", SETTINGS, EmbeddingSamples.lattice(), 2), "metrics", Metric.class);
    assertMetric(metrics, "clusters", 5);
    assertMetric(metrics, "noise", 15);
    assertMetric(metrics, "accuracy", 0.6833333333333333);
    assertMetric(metrics, "macroF1", 0.7805155805155805);
    assertMetric(metrics, "weightedF1", 0.7805155805155806);
    assertMetric(metrics, "matchedAccuracy", 0.48333333333333334);
    assertMetric(metrics, "purity", 0.9111111111111111);
    assertMetric(metrics, "normalizedMutualInformation", 0.4642835898204947);
    assertMetric(metrics, "adjustedRandIndex", 0.2922477133003449);
    assertMetric(metrics, "silhouette", 0.5568247459499697);
    assertThat(metrics).contains(new Metric("dbscan", "test", "size", "1", 6.0));
  }

  /** Of sorted(sklearn.neighbors.NearestNeighbors(n_neighbors=4).kneighbors(X)[0][:, 3]). */
  @Test
  void neighbourDistancesAreSortedAndCountTheRowItself() throws IOException {
    Path artifact = run("c", SETTINGS, EmbeddingSamples.lattice(), 2);
    List<NeighbourDistance> graph = read(artifact, "neighbours", NeighbourDistance.class);
    assertThat(graph).hasSize(60).isSortedAccordingTo(this::byDistance);
    assertThat(graph.get(0).getDistance()).isCloseTo(0.2271563336745991, within(1e-12));
    assertThat(graph.get(30).getDistance()).isCloseTo(0.31240998673100284, within(1e-12));
    assertThat(graph.get(59).getDistance()).isCloseTo(0.7141428461928133, within(1e-12));
    assertThat(graph).extracting(NeighbourDistance::getId).doesNotHaveDuplicates();
    assertThat(graph.get(59).getRank()).isEqualTo(59);
  }

  @Test
  void theSecondNeighbourIsTheNearestOtherRow() throws IOException {
    List<Embedding> rows = List.of(row(0, 0, 0), row(1, 0, 1), row(2, 0, 4));
    Path artifact = run("d", "{ radius: 1, minPoints: 1 }", rows, 1);
    assertThat(read(artifact, "neighbours", NeighbourDistance.class))
        .containsExactly(
            new NeighbourDistance(0L, 0L, 1.0),
            new NeighbourDistance(1L, 1L, 1.0),
            new NeighbourDistance(2L, 2L, 3.0));
  }

  /** Where most rows are there twice, the graph bends at a distance that is no radius. */
  @Test
  void radiusThatNobodyCanSetIsNotSuggested() throws IOException {
    List<Embedding> rows = new ArrayList<>();
    for (int id = 0; id < 9; id++) {
      rows.add(row(id, 0, id == 8 ? 5 : 1));
    }
    Path artifact = run("g", "{ radius: 1, minPoints: 2 }", rows, 1);
    assertThat(read(artifact, "neighbours", NeighbourDistance.class))
        .extracting(NeighbourDistance::getDistance)
        .containsExactly(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 4.0);
    assertThat(read(artifact, "metrics", Metric.class))
        .extracting(Metric::getName)
        .doesNotContain("suggestedRadius");
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    List<Embedding> rows = EmbeddingSamples.blobs(2500, 8, 4);
    String settings = "{ radius: 2.2, minPoints: 8 }";
    SortedMap<String, String> first = StageTrial.digests(run("e", settings, rows, 2));
    assertThat(first)
        .containsOnlyKeys(
            "clusters/00000.parquet", "metrics/00000.parquet", "neighbours/00000.parquet");
    for (int threads : new int[] {1, 3}) {
      assertThat(StageTrial.digests(run("f" + threads, settings, rows, threads))).isEqualTo(first);
    }
  }

  @Test
  void nothingButNoiseIsSaid() throws IOException {
    Path artifact = run("h", "{ radius: 0.001, minPoints: 3 }", EmbeddingSamples.lattice(), 1);
    assertThat(artifact.resolve("warnings/dbscan.txt"))
        .hasContent("all 60 embeddings are noise: raise radius or lower minPoints\n");
    assertThat(read(artifact, "metrics", Metric.class))
        .extracting(Metric::getName)
        .doesNotContain("purity", "silhouette", "size");
  }

  @Test
  void oneClusterAloneIsSaid() throws IOException {
    Path artifact = run("i", "{ radius: 50, minPoints: 3 }", EmbeddingSamples.lattice(), 1);
    assertThat(artifact.resolve("warnings/dbscan.txt"))
        .hasContent(
            "there is one cluster only, of 60 of 60 embeddings: lower radius or raise minPoints\n");
  }

  @Test
  void mostlyNoiseAndOneClusterOfNearlyAllAreSaid() throws IOException {
    List<Embedding> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      float place = i < 20 ? 0.001f * i : i < 24 ? 5 + 0.001f * i : 10f * i;
      rows.add(row(i, i % 10, place));
    }
    Path artifact = run("k", "{ radius: 0.1, minPoints: 3 }", rows, 1);
    assertThat(artifact.resolve("warnings/dbscan.txt"))
        .hasContent(
            """
            cluster 0 has 20 of 24 clustered embeddings, though no label has more than 6: lower \
            radius or raise minPoints
            36 of 60 embeddings are noise: raise radius or lower minPoints
            """);
  }

  @Test
  void moreNeighboursThanRowsAreAnError() {
    List<Embedding> rows = List.of(row(0, 0, 0), row(1, 0, 1));
    assertThatThrownBy(() -> run("j", "{ radius: 1, minPoints: 3 }", rows, 1))
        .isInstanceOf(ReportedException.class)
        .hasMessage("minPoints is 3, but there are only 2 embeddings; lower it");
  }

  @Test
  void oneEmbeddingAloneIsAnError() {
    assertThatThrownBy(() -> run("l", "{ radius: 1, minPoints: 1 }", List.of(row(0, 0, 0)), 1))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "there is one embedding only, which has no neighbours; look at the stage it comes from");
  }

  @Test
  void memoryGrowsWithPointsAndNeighboursAndNotWithRowsSquared() {
    Stage stage = new DbscanStage();
    Settings few = new StageTrial(stage, folder).with("{ radius: 1, minPoints: 5 }").settings();
    Settings many = new StageTrial(stage, folder).with("{ radius: 1, minPoints: 500 }").settings();
    long bytes = 10_000_000;
    assertThat(stage.memory(many, bytes)).isGreaterThan(5 * stage.memory(few, bytes));
    assertThat(stage.memory(few, 10 * bytes)).isLessThan(10 * stage.memory(few, bytes));
    assertThat(stage.memory(few, 0)).isLessThan(Stage.BASE_MEMORY + 10_000);
  }

  private int byDistance(NeighbourDistance a, NeighbourDistance b) {
    return Double.compare(a.getDistance(), b.getDistance());
  }

  private Path run(String name, String settings, List<Embedding> rows, int threads)
      throws IOException {
    Path input = EmbeddingSamples.write(folder.resolve(name + "-in"), rows);
    return new StageTrial(new DbscanStage(), folder.resolve(name))
        .with(settings)
        .in("embeddings", input)
        .threads(threads)
        .run();
  }

  private static void assertMetric(List<Metric> metrics, String name, double expected) {
    assertThat(metrics)
        .filteredOn(metric -> metric.getName().equals(name))
        .singleElement()
        .satisfies(
            metric -> assertThat(metric.getValue()).as(name).isCloseTo(expected, within(1e-9)));
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    return Tables.read(EmbeddingSamples.input(artifact.resolve(output)), type);
  }
}
