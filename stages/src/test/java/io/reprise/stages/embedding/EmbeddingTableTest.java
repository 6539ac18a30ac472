package io.reprise.stages.embedding;

import static io.reprise.stages.embedding.EmbeddingSamples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Embedding;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingTableTest {

  @TempDir Path folder;

  @Test
  void readsRowsVectorsAndSplit() throws IOException {
    EmbeddingTable table = read(List.of(row(3, 1, 1.5f, -2f), row(8, 0, 0f, 4f)));
    assertThat(table.rows())
        .containsExactly(
            new EmbeddingTable.Row(3, "test", 1), new EmbeddingTable.Row(8, "test", 0));
    assertThat(table.vectors()).isDeepEqualTo(new double[][] {{1.5, -2}, {0, 4}});
    assertThat(table.split()).isEqualTo("test");
    assertThat(table.className(1)).isEqualTo("1");
  }

  @Test
  void namesClassesByTheFactsBesideTheTable() throws IOException {
    EmbeddingSamples.write(folder, List.of(row(0, 1, 1f)));
    TrialFiles.facts(folder, new ExampleFacts("d", 1, 1, 1, List.of("cat", "dog"), 1));
    List<StoredFile> files = new ArrayList<>(EmbeddingSamples.input(folder).all());
    files.add(StageTrial.file("_dataset.json", folder.resolve("_dataset.json")));
    EmbeddingTable table = EmbeddingTable.read(new InputFiles(files));
    assertThat(table.className(1)).isEqualTo("dog");
    assertThat(table.className(2)).isEqualTo("2");
  }

  @Test
  void rowsOfSeveralSplitsHaveNone() throws IOException {
    Embedding train = new Embedding(1L, "train", 0, List.of(1f));
    assertThat(read(List.of(row(0, 0, 2f), train)).split()).isNull();
  }

  @Test
  void notANumberNamesRowAndUnit() {
    assertThatThrownBy(() -> read(List.of(row(4, 0, 1f, 2f), row(17, 0, 1f, Float.NaN))))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "embedding of id 17 has NaN in unit 1 (from 0); the network it comes from has diverged:"
                + " lower its learning rate");
  }

  @Test
  void vectorsOfTwoLengthsAreAnError() {
    assertThatThrownBy(() -> read(List.of(row(4, 0, 1f, 2f), row(17, 0, 1f))))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "embedding of id 17 has 1 units, the first one has 2; write them with one embed stage");
  }

  @Test
  void emptyTableIsAnError() {
    assertThatThrownBy(() -> read(List.of()))
        .isInstanceOf(ReportedException.class)
        .hasMessage("the embeddings have no rows; look at the stage they come from");
  }

  @Test
  void distinctVectorsAreCountedWithMinusZeroAsZero() throws IOException {
    EmbeddingTable table = read(List.of(row(0, 0, 0f), row(1, 0, -0f), row(2, 0, 1f)));
    assertThat(table.hasDistinct(2)).isTrue();
    assertThat(table.hasDistinct(3)).isFalse();
  }

  @Test
  void constantUnitsAreCountedAsDead() throws IOException {
    EmbeddingTable table = read(List.of(row(0, 0, 0.1f, 2, 5), row(1, 0, 0.1f, 3, 5)));
    UnitSpread spread = UnitSpread.of(table.vectors());
    assertThat(spread.warning())
        .contains(
            "2 of 3 embedding units are constant, so dead: look at the training of the network that"
                + " they are of");
    assertThat(spread.standardize(table.vectors()))
        .isDeepEqualTo(new double[][] {{0, -1, 0}, {0, 1, 0}});
    assertThat(UnitSpread.of(new double[][] {{1, 2, 3}, {1, 3, 4}}).warning()).isEmpty();
  }

  @Test
  void sampleDependsOnSeedAndIdsAlone() throws IOException {
    List<EmbeddingTable.Row> rows = read(EmbeddingSamples.blobs(500, 2, 5)).rows();
    int[] sample = SeededSample.rows(rows, 100, 3);
    assertThat(sample).hasSize(100).isSorted().doesNotHaveDuplicates();
    assertThat(SeededSample.rows(rows, 100, 4)).isNotEqualTo(sample);
    assertThat(SeededSample.rows(rows, 1000, 3)).isEqualTo(IntStream.range(0, 500).toArray());
    int[] ofTheSecondHalf = SeededSample.rows(rows.subList(250, 500), 100, 3);
    assertThat(IntStream.of(ofTheSecondHalf).map(i -> i + 250).toArray())
        .contains(IntStream.of(sample).filter(i -> i >= 250).toArray());
  }

  private EmbeddingTable read(List<Embedding> rows) throws IOException {
    return EmbeddingTable.read(EmbeddingSamples.input(EmbeddingSamples.write(folder, rows)));
  }
}
