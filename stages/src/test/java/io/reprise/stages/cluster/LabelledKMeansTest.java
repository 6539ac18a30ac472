package io.reprise.stages.cluster;

import static io.reprise.stages.embedding.EmbeddingSamples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.embedding.EmbeddingSamples;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters whose labels come from other embeddings, those whose labels are known. */
class LabelledKMeansTest {

  private static final String SETTINGS = "{ k: 2 }";

  @TempDir Path folder;

  /** Around 0 all are of label 1 and around 10 of label 0; the labelled ones say the contrary. */
  @Test
  void labelledEmbeddingsAloneSayWhatAClusterMeans() throws IOException {
    List<Embedding> rows =
        List.of(row(0, 1, 0), row(1, 1, 1), row(2, 1, 0.5f), row(3, 0, 10), row(4, 0, 11));
    List<Metric> own = metrics(run("a", rows, null));
    assertThat(value(own, "accuracy", null)).isEqualTo(1);
    List<Embedding> labelled = List.of(row(7, 0, 0.2f), row(8, 0, 0.4f), row(9, 0, 10.5f));
    List<Metric> metrics = metrics(run("b", rows, labelled));
    assertThat(value(metrics, "accuracy", null)).isEqualTo(2 / 5.0);
    assertThat(value(metrics, "macroF1", null)).isEqualTo((2 * 2 / (5.0 + 2) + 0) / 2);
    assertThat(value(metrics, "purity", null)).isEqualTo(1);
    assertThat(value(metrics, "labelledRows", null)).isEqualTo(3);
    assertThat(value(metrics, "majorityLabel", "0")).isEqualTo(0);
    assertThat(value(metrics, "majorityLabel", "1")).isEqualTo(0);
  }

  @Test
  void clusterWithoutALabelledEmbeddingIsWrongAndSaid() throws IOException {
    List<Embedding> rows = List.of(row(0, 0, 0), row(1, 0, 1), row(2, 1, 10), row(3, 1, 11));
    Path artifact = run("c", rows, List.of(row(9, 0, 0.5f)));
    assertThat(value(metrics(artifact), "accuracy", null)).isEqualTo(0.5);
    assertThat(metrics(artifact)).filteredOn(m -> m.getName().equals("majorityLabel")).hasSize(1);
    assertThat(artifact.resolve("warnings/kmeans.txt"))
        .hasContent(
            "1 of 2 clusters have no labelled embedding: the 2 in them count as wrong; lower k or"
                + " give more labelled ones\n");
  }

  @Test
  void labelledEmbeddingsAreStandardizedAsTheOthersAre() throws IOException {
    List<Embedding> rows =
        List.of(row(0, 0, 0, 0), row(1, 0, 300, 0), row(2, 1, 0, 1), row(3, 1, 400, 1));
    List<Embedding> labelled = List.of(row(8, 0, 390, 0), row(9, 1, 10, 1));
    Path artifact = run("d", "{ k: 2, standardize: true }", 1, rows, labelled);
    assertThat(value(metrics(artifact), "accuracy", null)).isEqualTo(1);
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    List<Embedding> rows = EmbeddingSamples.blobs(600, 8, 4);
    List<Embedding> labelled = rows.subList(0, 100);
    assertThat(StageTrial.digests(run("e", "{ k: 5 }", 1, rows, labelled)))
        .isEqualTo(StageTrial.digests(run("f", "{ k: 5 }", 3, rows, labelled)));
  }

  @Test
  void labelledEmbeddingsOfAnotherKindAreAnError() throws IOException {
    List<Embedding> rows = List.of(row(0, 0, 0), row(1, 1, 1));
    assertThatThrownBy(() -> run("g", rows, List.of(row(9, 0, 1, 2))))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "labelled has vectors of 2 units, embeddings of 1; take both from one model's layer");
    Path named = EmbeddingSamples.write(folder.resolve("named"), rows);
    TrialFiles.facts(named, new ExampleFacts("x", 1, 1, 1, List.of("a", "b"), 2));
    Path others = EmbeddingSamples.write(folder.resolve("others"), rows);
    TrialFiles.facts(others, new ExampleFacts("x", 1, 1, 1, List.of("b", "a"), 2));
    assertThatThrownBy(
            () ->
                new StageTrial(new KMeansStage(), folder.resolve("h"))
                    .with(SETTINGS)
                    .in("embeddings", named)
                    .in("labelled", others)
                    .run())
        .hasMessage("labelled has the classes b, a, embeddings a, b; take both from one ingest");
  }

  /** E5: sizes 4951, 2113, 1066, 1022 and 848 against labels of 3000, three of 2000 and 1000. */
  @Test
  void sizesThatCannotBeTheLabelsAreSaid() throws IOException {
    int[] sizes = {51, 20, 10, 10, 9};
    int[] labels = {30, 20, 20, 20, 10};
    List<Embedding> rows = new ArrayList<>();
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      for (int i = 0; i < sizes[cluster]; i++) {
        rows.add(row(rows.size(), label(labels, rows.size()), 100 * cluster));
      }
    }
    assertThat(run("i", "{ k: 5 }", 1, rows, null).resolve("warnings/kmeans.txt"))
        .hasContent(
            "clusters of 51; 20; 10; 10; 9 cannot be the labels, which have 30; 20; 20; 20; 10: at"
                + " most 0.79 of the embeddings can agree one to one; look at which labels a"
                + " cluster has (crosstab)\n");
  }

  private static int label(int[] labels, int row) {
    int label = 0;
    for (int end = labels[0]; row >= end; end += labels[label]) {
      label++;
    }
    return label;
  }

  private Path run(String name, List<Embedding> rows, @Nullable List<Embedding> labelled)
      throws IOException {
    return run(name, SETTINGS, 1, rows, labelled);
  }

  private Path run(
      String name,
      String settings,
      int threads,
      List<Embedding> rows,
      @Nullable List<Embedding> labelled)
      throws IOException {
    StageTrial trial =
        new StageTrial(new KMeansStage(), folder.resolve(name))
            .with(settings)
            .threads(threads)
            .in("embeddings", EmbeddingSamples.write(folder.resolve(name + "-in"), rows));
    return labelled == null
        ? trial.run()
        : trial
            .in("labelled", EmbeddingSamples.write(folder.resolve(name + "-labelled"), labelled))
            .run();
  }

  private static List<Metric> metrics(Path artifact) throws IOException {
    return Tables.read(EmbeddingSamples.input(artifact.resolve("metrics")), Metric.class);
  }

  private static double value(List<Metric> metrics, String name, @Nullable String of) {
    return metrics.stream()
        .filter(m -> m.getName().equals(name))
        .filter(m -> Objects.equals(MetricClass.of(m), of))
        .mapToDouble(Metric::getValue)
        .findFirst()
        .orElseThrow();
  }
}
