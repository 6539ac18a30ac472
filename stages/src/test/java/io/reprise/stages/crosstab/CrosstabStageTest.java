package io.reprise.stages.crosstab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.CrosstabCell;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six shoes and bags, whose three classes were merged into two. */
class CrosstabStageTest {

  private static final int[] ORIGINAL = {0, 0, 1, 1, 2, 2};
  private static final int[] MERGED = {0, 0, 0, 0, 1, 1};
  private static final int[] CLUSTERS = {0, 0, 1, 0, 1, -1};

  @TempDir Path folder;

  private Path merged;
  private Path original;

  @BeforeEach
  void tables() throws IOException {
    merged = examples("merged", "test", List.of("Shoe|", "Bag"), MERGED, 0);
    original = examples("original", "test", List.of("<b>", "Boot", "Bag"), ORIGINAL, 0);
  }

  @Test
  void mergedLabelsAreDecoded() throws IOException {
    Path artifact = run("a", 1, clusters("test", MERGED), merged, original);
    assertThat(Tables.read(StageTrial.files(artifact.resolve("crosstab")), CrosstabCell.class))
        .containsExactly(
            new CrosstabCell(-1, 1, "Bag", 2, "Bag", 1L),
            new CrosstabCell(0, 0, "Shoe|", 0, "<b>", 2L),
            new CrosstabCell(0, 0, "Shoe|", 1, "Boot", 1L),
            new CrosstabCell(1, 0, "Shoe|", 1, "Boot", 1L),
            new CrosstabCell(1, 1, "Bag", 2, "Bag", 1L));
    assertThat(Files.readString(artifact.resolve("summary/crosstab.md")))
        .isEqualTo(
            """
            | label | rows | before the merge |
            | --- | ---: | --- |
            | 0 Shoe\\| | 4 | &lt;b> 2, Boot 2 |
            | 1 Bag | 2 | Bag 2 |

            | cluster | rows | before the merge |
            | --- | ---: | --- |
            | noise | 1 | Bag 1 |
            | 0 | 3 | &lt;b> 2, Boot 1 |
            | 1 | 2 | Boot 1, Bag 1 |
            """);
    assertThat(Tables.read(StageTrial.files(artifact.resolve("metrics")), Metric.class))
        .contains(
            new Metric("crosstab", "test", "labels", null, 2.0),
            new Metric("crosstab", "test", "originals", null, 3.0),
            new Metric("crosstab", "test", "purity", null, 0.8),
            new Metric("crosstab", "test", "originalPurity", null, 0.6),
            new Metric("crosstab", "test", "mergedInto", "Boot", 0.0),
            new Metric("crosstab", "test", "mergedInto", "Bag", 1.0));
    assertThat(artifact.resolve("warnings")).doesNotExist();
  }

  @Test
  void withoutAnOriginalLabelsStandForThemselves() throws IOException {
    Path artifact = run("b", 1, clusters("test", MERGED), merged, null);
    assertThat(Tables.read(StageTrial.files(artifact.resolve("crosstab")), CrosstabCell.class))
        .hasSize(4)
        .allMatch(cell -> cell.getLabel() == cell.getOriginal());
  }

  @Test
  void bytesDoNotDependOnThreads() throws IOException {
    assertThat(StageTrial.digests(run("c", 1, clusters("test", MERGED), merged, original)))
        .isEqualTo(StageTrial.digests(run("d", 4, clusters("test", MERGED), merged, original)));
  }

  @Test
  void otherImagesUnderTheSameIdsAreAnError() throws IOException {
    Path others = examples("others", "train", List.of("a", "b", "c"), ORIGINAL, 7);
    assertThatThrownBy(() -> run("e", 1, clusters("test", MERGED), merged, others))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "id 0 is another image in 'original' than in 'examples'; both must come of the same"
                + " split of the same files");
    assertThatThrownBy(() -> run("f", 1, clusters("train", MERGED), merged, original))
        .hasMessage(
            "id 0 is of test with label 0 in 'examples', but of train with label 0 in the clusters;"
                + " wire 'examples' to what was clustered");
    Path few = examples("few", "test", List.of("a"), new int[] {0}, 0);
    assertThatThrownBy(() -> run("g", 1, clusters("test", MERGED), merged, few))
        .hasMessage(
            "'original' has no id 1, which the clusters have; wire it to the examples of the same"
                + " split of the same dataset");
  }

  @Test
  void classThatHasTwoLabelsIsSaid() throws IOException {
    int[] mixed = {0, 1, 0, 0, 1, 1};
    Path examples = examples("mixed", "test", List.of("Shoe", "Bag"), mixed, 0);
    assertThat(
            run("h", 1, clusters("test", mixed), examples, original)
                .resolve("warnings/crosstab.txt"))
        .hasContent(
            "'<b>' has the labels [0, 1] in examples: a merge gives each class one label; look at"
                + " how the labels were made\n");
  }

  @Test
  void noClustersAreAnError() {
    assertThatThrownBy(() -> run("i", 1, List.of(), merged, original))
        .isInstanceOf(ReportedException.class)
        .hasMessage("the clusters have no rows; look at the stage they come from");
  }

  private Path run(
      String name,
      int threads,
      List<ClusterAssignment> clusters,
      Path examples,
      @Nullable Path before)
      throws IOException {
    Path assigned = folder.resolve(name + "-clusters").toAbsolutePath();
    TrialFiles.table(assigned, ClusterAssignment.class, clusters);
    StageTrial trial =
        new StageTrial(new CrosstabStage(), folder.resolve(name))
            .in("clusters", assigned)
            .in("examples", examples)
            .threads(threads);
    return (before == null ? trial : trial.in("original", before)).run();
  }

  private static List<ClusterAssignment> clusters(String split, int[] labels) {
    return IntStream.range(0, labels.length)
        .mapToObj(i -> new ClusterAssignment((long) i, split, labels[i], CLUSTERS[i], null))
        .toList();
  }

  private Path examples(String name, String split, List<String> classes, int[] labels, int shade)
      throws IOException {
    Path table = folder.resolve(name).toAbsolutePath();
    List<Example> rows = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      ByteBuffer pixels = ByteBuffer.wrap(new byte[] {(byte) (i + shade)});
      rows.add(new Example((long) i, split, labels[i], 1, 1, 1, pixels, (long) i, null));
    }
    TrialFiles.table(table, Example.class, rows);
    TrialFiles.facts(table, new ExampleFacts("shoes", 1, 1, 1, classes, labels.length));
    return table;
  }
}
