package io.reprise.pipelines.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.pipelines.outputs.ClustersDiff.Move;
import io.reprise.pipelines.outputs.PredictionsDiff.Flip;
import io.reprise.pipelines.outputs.PredictionsDiff.Flips;
import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.parquet.TableWriter;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Prediction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementPairsTest {

  @TempDir private Path folder;

  private int files;

  @Test
  void predictionsArePairedByIdAndLabelOverAnyFiles() throws Exception {
    List<TableShard> before =
        List.of(
            shard(prediction(1, 0, 0), prediction(2, 0, 1)),
            shard(prediction(3, 1, 1), prediction(4, 1, 0), prediction(9, 0, 0)));
    List<TableShard> after =
        List.of(
            shard(prediction(1, 0, 1), prediction(2, 0, 0), prediction(3, 1, 1)),
            shard(prediction(4, 0, 0), prediction(5, 1, 1)));

    PredictionsDiff diff = PredictionPairs.between(before, after, 1);

    assertThat(diff)
        .isEqualTo(
            new PredictionsDiff(
                3,
                4, // 4 twice, with another label; 5 and 9
                2,
                2,
                1,
                1,
                0,
                List.of(
                    new Flips(0, 1, 1, 1, 0, List.of(new Flip(1, 0, 0.75, 0.75))),
                    new Flips(1, 0, 1, 0, 1, List.of(new Flip(2, 0, 0.75, 0.75)))),
                List.of()));
  }

  @Test
  void tableThatIsNotSortedIsNotPairedWrongly() throws Exception {
    List<TableShard> sorted = List.of(shard(prediction(1, 0, 0), prediction(2, 0, 0)));
    List<TableShard> unsorted = List.of(shard(prediction(2, 0, 0)), shard(prediction(1, 0, 0)));

    assertThatThrownBy(() -> PredictionPairs.between(sorted, unsorted, 1))
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("row 1 comes after row 2");
  }

  @Test
  void noiseIsNoClusterUnderAnotherName() throws Exception {
    List<TableShard> before = List.of(clusters(-1, -1, -1, 0));
    List<TableShard> after = List.of(clusters(0, 0, 0, 1));

    ClustersDiff diff = ClusterPairs.between(before, after, 1);

    assertThat(diff.matched()).containsExactly(new Move(0, 1, 1, List.of(3L)));
    assertThat(diff.moves()).containsExactly(new Move(-1, 0, 3, List.of(0L)));
  }

  @Test
  void clustersAreMatchedWhateverTheyAreCalled() throws Exception {
    List<TableShard> before = List.of(clusters(0, 0, 0, 1, 1, 1, -1, -1));
    List<TableShard> after = List.of(clusters(7, 7, 7, 3, 3, 7, -1, 3));

    ClustersDiff diff = ClusterPairs.between(before, after, 2);

    assertThat(diff.matched())
        .containsExactly(
            new Move(-1, -1, 1, List.of(6L)),
            new Move(0, 7, 3, List.of(0L, 1L)),
            new Move(1, 3, 2, List.of(3L, 4L)));
    assertThat(diff.moved()).isEqualTo(2);
    assertThat(diff.moves())
        .containsExactly(new Move(-1, 3, 1, List.of(7L)), new Move(1, 7, 1, List.of(5L)));
  }

  @Test
  void clustersOfOtherNamesAreTheSame() throws Exception {
    ClustersDiff diff =
        ClusterPairs.between(List.of(clusters(0, 0, 1, 2)), List.of(clusters(2, 2, 0, 1)), 0);

    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.adjustedRandIndex()).isEqualTo(1);
    assertThat(ClusterPairs.between(List.of(), List.of(clusters(1)), 0).others()).isEqualTo(1);
  }

  @Test
  void embeddingsThatAreTurnedHaveNotMoved() throws Exception {
    SpecificRecord[] before =
        IntStream.range(0, 30)
            .mapToObj(i -> embedding(i, i % 7, i * i % 11))
            .toArray(SpecificRecord[]::new);
    SpecificRecord[] after =
        IntStream.range(0, 30)
            .mapToObj(i -> embedding(i, 5 - i * i % 11, i % 7))
            .toArray(SpecificRecord[]::new);

    EmbeddingsDiff diff = EmbeddingPairs.between(List.of(shard(before)), List.of(shard(after)));

    assertThat(diff.rows()).isEqualTo(30);
    assertThat(diff.sample()).isEqualTo(30);
    assertThat(Objects.requireNonNull(diff.movement()).largest()).isCloseTo(0, within(1e-9));
    assertThat(diff.neighbours()).isEqualTo(1);
  }

  @Test
  void tablesWithoutACommonRowAreNotAligned() throws Exception {
    EmbeddingsDiff diff =
        EmbeddingPairs.between(
            List.of(shard(embedding(1, 1, 1))), List.of(shard(embedding(2, 1, 1))));

    assertThat(diff.movement()).isNull();
    assertThat(diff.neighbours()).isNull();
    assertThat(diff.others()).isEqualTo(2);
  }

  @Test
  void embeddingsThatAreOnePointHaveNoSpreadAndNoDisparity() throws Exception {
    SpecificRecord[] spread =
        IntStream.range(0, 30)
            .mapToObj(i -> embedding(i, i % 7, i * i % 11))
            .toArray(SpecificRecord[]::new);
    SpecificRecord[] point =
        IntStream.range(0, 30)
            .mapToObj(i -> embedding(i, 0.1f, 0.7f))
            .toArray(SpecificRecord[]::new);

    EmbeddingsDiff one = EmbeddingPairs.between(List.of(shard(spread)), List.of(shard(point)));
    assertThat(one.withoutSpread()).isEqualTo(EmbeddingsDiff.WithoutSpread.SECOND);
    assertThat(Objects.requireNonNull(one.movement()).disparity()).isNull();
    assertThat(one.neighbours()).isNull();
    EmbeddingsDiff both = EmbeddingPairs.between(List.of(shard(point)), List.of(shard(point)));
    assertThat(both.withoutSpread()).isEqualTo(EmbeddingsDiff.WithoutSpread.BOTH);
  }

  @Test
  void rowsThatAreNotFiniteAreNotMeasured() throws Exception {
    List<TableShard> before =
        List.of(shard(embedding(1, 1, Float.NaN), embedding(2, 1, 2), embedding(3, 2, 1)));
    List<TableShard> after =
        List.of(shard(embedding(1, 1, 1), embedding(2, 1, 2), embedding(3, 2, 1)));

    EmbeddingsDiff diff = EmbeddingPairs.between(before, after);

    assertThat(diff.notFinite()).isEqualTo(1);
    assertThat(diff.sample()).isEqualTo(2);
    assertThat(Objects.requireNonNull(diff.movement()).largest()).isCloseTo(0, within(1e-9));
  }

  @Test
  void vectorsOfSeveralLengthsInOneTableAreReported() throws Exception {
    List<TableShard> ragged =
        List.of(shard(new Embedding(1L, "test", 0, List.of(1f)), embedding(2, 1, 2)));

    assertThatThrownBy(() -> EmbeddingPairs.between(ragged, ragged))
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("row 2 has a vector of 2 numbers where those before have 1");
  }

  private static Prediction prediction(long id, int label, int predicted) {
    List<Float> probabilities = predicted == 0 ? List.of(0.75f, 0.25f) : List.of(0.25f, 0.75f);
    return new Prediction(id, "test", label, predicted, probabilities);
  }

  private static Embedding embedding(long id, float x, float y) {
    return new Embedding(id, "test", 0, List.of(x, y));
  }

  private TableShard clusters(int... clusters) throws IOException {
    return shard(
        IntStream.range(0, clusters.length)
            .mapToObj(id -> new ClusterAssignment((long) id, "test", 0, clusters[id], null))
            .toArray(SpecificRecord[]::new));
  }

  private TableShard shard(SpecificRecord... rows) throws IOException {
    files++;
    Path file = folder.resolve(files + ".parquet");
    try (TableWriter<SpecificRecord> table =
        new TableWriter<>(
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            rows[0].getSchema())) {
      for (SpecificRecord row : rows) {
        table.write(row);
      }
    }
    return new TableShard(file.toString(), String.valueOf(files), file);
  }
}
