package io.reprise.stages.cluster;

import static io.reprise.stages.embedding.EmbeddingSamples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Centroid;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.stages.StageTrial;
import io.reprise.stages.embedding.EmbeddingSamples;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KMeansStageTest {

  @TempDir Path folder;

  /** Of sklearn.cluster.KMeans(3, n_init=50) and sklearn.metrics 1.2.1. */
  @Test
  void metricsAreThoseOfScikitLearn() throws IOException {
    Map<String, Double> metrics = metrics(run("a", "{ k: 3 }", EmbeddingSamples.lattice(), 2));
    assertMetric(metrics, "inertia", 18.807829177262235);
    assertMetric(metrics, "silhouette", 0.8489999775102332);
    assertMetric(metrics, "accuracy", 0.9);
    assertMetric(metrics, "macroF1", 0.9);
    assertMetric(metrics, "weightedF1", 0.9);
    assertMetric(metrics, "matchedAccuracy", 0.9);
    assertMetric(metrics, "purity", 0.9);
    assertMetric(metrics, "normalizedMutualInformation", 0.7040967257106154);
    assertMetric(metrics, "adjustedRandIndex", 0.7205263157894737);
    assertThat(metrics).containsEntry("size 0", 20.0).containsEntry("size 2", 20.0);
  }

  /** Of sklearn.cluster.KMeans(5, n_init=200).inertia_: a best of few restarts is found. */
  @Test
  void moreRestartsFindTheBestOfAll() throws IOException {
    Path artifact = run("b", "{ k: 5, runs: 100 }", EmbeddingSamples.lattice(), 2);
    assertThat(metrics(artifact).get("inertia")).isCloseTo(12.866300335921018, within(0.06));
  }

  @Test
  void everyRowIsInTheClusterOfItsNearestCentroid() throws IOException {
    List<Embedding> rows = EmbeddingSamples.lattice();
    Path artifact = run("c", "{ k: 4, runs: 3 }", rows, 2);
    List<ClusterAssignment> clusters = read(artifact, "clusters", ClusterAssignment.class);
    List<Centroid> centroids = read(artifact, "centroids", Centroid.class);
    assertThat(centroids).hasSize(4);
    assertThat(centroids.stream().mapToLong(Centroid::getSize).sum()).isEqualTo(60);
    for (int i = 0; i < rows.size(); i++) {
      ClusterAssignment assigned = clusters.get(i);
      assertThat(assigned.getId()).isEqualTo(i);
      List<Float> vector = rows.get(i).getVector();
      double own = distance(vector, centroids.get(assigned.getCluster()).getVector());
      assertThat(assigned.getDistance()).isCloseTo(own, within(1e-6));
      assertThat(centroids)
          .allMatch(centroid -> distance(vector, centroid.getVector()) >= own - 1e-9);
    }
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    List<Embedding> rows = EmbeddingSamples.blobs(1500, 16, 6);
    String settings = "{ k: 7, runs: 4, maxIterations: 20, seed: 11 }";
    SortedMap<String, String> first = StageTrial.digests(run("d", settings, rows, 2));
    assertThat(first)
        .containsOnlyKeys(
            "centroids/00000.parquet", "clusters/00000.parquet", "metrics/00000.parquet");
    for (int threads : new int[] {1, 3}) {
      assertThat(StageTrial.digests(run("e" + threads, settings, rows, threads))).isEqualTo(first);
    }
    assertThat(StageTrial.digests(run("g", settings.replace("11", "12"), rows, 2)))
        .isNotEqualTo(first);
  }

  @Test
  void leastInertiaWinsAndTheLowerRunOfEquals() {
    Restart second = new Restart(1, 5, new double[][] {{1}});
    Restart fifth = new Restart(4, 5, new double[][] {{2}});
    Restart better = new Restart(7, 4, new double[][] {{3}});
    assertThat(Restart.better(fifth, second)).isSameAs(second);
    assertThat(Restart.better(second, fifth)).isSameAs(second);
    assertThat(Restart.better(second, better)).isSameAs(better);
  }

  @Test
  void oneClusterHasTheMeanAsCentroid() throws IOException {
    Path artifact = run("h", "{ k: 1 }", List.of(row(0, 0, 1, 5), row(1, 1, 3, 6)), 1);
    assertThat(read(artifact, "centroids", Centroid.class))
        .containsExactly(new Centroid(0, 2L, List.of(2f, 5.5f)));
    assertThat(metrics(artifact)).doesNotContainKey("silhouette").containsEntry("accuracy", 0.5);
  }

  @Test
  void standardizedUnitsWeighAlike() throws IOException {
    List<Embedding> rows =
        List.of(row(0, 0, 0, 0), row(1, 0, 300, 0), row(2, 1, 0, 1), row(3, 1, 400, 1));
    String settings = "{ k: 2, standardize: true }";
    assertThat(metrics(run("i", settings, rows, 1))).containsEntry("accuracy", 1.0);
    assertThat(metrics(run("j", "{ k: 2 }", rows, 1))).containsEntry("accuracy", 0.5);
  }

  @Test
  void moreClustersThanDifferentRowsAreAnError() {
    List<Embedding> rows = List.of(row(0, 0, 1), row(1, 0, 2), row(2, 0, 2));
    assertThatThrownBy(() -> run("k", "{ k: 3 }", rows, 1))
        .isInstanceOf(ReportedException.class)
        .hasMessage("k is 3, but the 3 embeddings have fewer different vectors; lower k");
  }

  @Test
  void deadUnitsAreSaid() throws IOException {
    List<Embedding> rows = List.of(row(0, 0, 1, 0), row(1, 0, 2, 0), row(2, 0, 5, 0));
    Path artifact = run("l", "{ k: 2 }", rows, 1);
    assertThat(artifact.resolve("warnings/kmeans.txt"))
        .hasContent(
            "1 of 2 embedding units are constant, so dead: look at the training of the network"
                + " that they are of\n");
    Path quiet = run("m", "{ k: 3 }", EmbeddingSamples.lattice(), 1);
    assertThat(Files.exists(quiet.resolve("warnings"))).isFalse();
  }

  @Test
  void outliersThatTakeClustersOfTheirOwnAreSaid() throws IOException {
    List<Embedding> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(row(i, i % 3, i < 58 ? 0.01f * i : 1000f * i));
    }
    assertThat(run("n", "{ k: 3 }", rows, 1).resolve("warnings/kmeans.txt"))
        .content()
        .matches(
            "cluster \\d has 58 of 60 clustered embeddings, though no label has more than 20: look"
                + " for outliers, or try standardize\n");
  }

  @Test
  void clustersThatHaveNothingToDoWithLabelsAreSaid() throws IOException {
    List<Embedding> rows = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      rows.add(row(i, i % 2, i / 2 % 2 * 10 + 0.01f * i));
    }
    assertThat(run("o", "{ k: 2 }", rows, 1).resolve("warnings/kmeans.txt"))
        .content()
        .startsWith("clusters have nothing to do with labels (adjusted Rand index -0.0128): look");
  }

  private Path run(String name, String settings, List<Embedding> rows, int threads)
      throws IOException {
    Path input = EmbeddingSamples.write(folder.resolve(name + "-in"), rows);
    return new StageTrial(new KMeansStage(), folder.resolve(name))
        .with(settings)
        .in("embeddings", input)
        .threads(threads)
        .run();
  }

  private static void assertMetric(Map<String, Double> metrics, String name, double expected) {
    assertThat(metrics.get(name)).as(name).isCloseTo(expected, within(1e-6));
  }

  private static Map<String, Double> metrics(Path artifact) throws IOException {
    return read(artifact, "metrics", Metric.class).stream()
        .collect(
            Collectors.toMap(
                metric ->
                    MetricClass.of(metric) == null
                        ? metric.getName()
                        : metric.getName() + " " + MetricClass.of(metric),
                Metric::getValue));
  }

  private static <T extends org.apache.avro.specific.SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    return Tables.read(EmbeddingSamples.input(artifact.resolve(output)), type);
  }

  private static double distance(List<Float> a, List<Float> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += Math.pow((double) a.get(i) - b.get(i), 2);
    }
    return Math.sqrt(sum);
  }
}
