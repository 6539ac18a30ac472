package io.reprise.stages.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTableTest {

  @TempDir Path folder;

  @Test
  void filesDoNotDependOnOrderOrThreads() throws IOException {
    List<Projection> rows = rows(2500);
    SortedMap<String, String> first = write("a", rows, 1);
    Collections.shuffle(rows, new Random(1));
    SortedMap<String, String> second = write("b", rows, 4);
    assertThat(first).hasSize(3).isEqualTo(second);
  }

  @Test
  void shardsAreSortedByIdAndReadBackWhole() throws IOException {
    List<Projection> rows = rows(2500);
    List<Projection> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(2));
    write("c", shuffled, 2);
    assertThat(Tables.read(input("c"), Projection.class)).isEqualTo(rows);
  }

  @Test
  void namesOfShardsSortAsTheirNumbersDo() {
    List<String> names =
        LongStream.of(0, 99_999, 100_000, 999_999, 1_000_000, 9_999_999, 10_000_000, Long.MAX_VALUE)
            .mapToObj(Tables::shardName)
            .toList();
    assertThat(names).isSorted().startsWith("00000.parquet", "99999.parquet", "a100000.parquet");
  }

  @Test
  void tableWithoutRowsHasOneEmptyShard() throws IOException {
    assertThat(write("d", List.of(), 2)).containsOnlyKeys("t/00000.parquet");
    assertThat(Tables.read(input("d"), Projection.class)).isEmpty();
  }

  @Test
  void twoRecordsOfOneIdAreAnError() {
    List<Projection> twice = List.of(rows(1).get(0), rows(1).get(0));
    assertThatThrownBy(() -> write("e", twice, 1))
        .hasMessageContaining("two records have the id 0");
  }

  @Test
  void readTableGivesEveryRecord() throws IOException {
    List<Projection> rows = rows(2500);
    write("f", rows, 2);
    Pipeline beam = pipeline(3);
    PAssert.that(beam.apply(ReadTable.of(Projection.class, input("f")))).containsInAnyOrder(rows);
    beam.run().waitUntilFinish();
  }

  @Test
  void metricOfNoClassKeepsItsNull() throws IOException {
    List<Metric> metrics = List.of(new Metric("evaluate", null, "accuracy", null, 0.5));
    TrialFiles.table(folder.resolve("g"), Metric.class, metrics);
    assertThat(Tables.read(StageTrial.files(folder.resolve("g")), Metric.class)).isEqualTo(metrics);
  }

  private SortedMap<String, String> write(String name, List<Projection> rows, int threads)
      throws IOException {
    return StageTrial.digests(
        new StageTrial(new Shuffled(rows), folder.resolve(name)).threads(threads).run());
  }

  /** Its rows in the order in which they come. */
  private record Shuffled(List<Projection> rows) implements Stage {

    @Override
    public StageType type() {
      return new StageType(
          "shuffled",
          "",
          "",
          List.of(),
          List.of(),
          List.of(StageType.output("t", Content.PROJECTION, "")));
    }

    @Override
    public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
      return beam.apply(Create.of(rows).withCoder(AvroCoder.of(Projection.class)))
          .apply(new WriteTable<>(context, "t", Projection.class, Projection::getId, 1000))
          .files();
    }
  }

  private InputFiles input(String name) throws IOException {
    return StageTrial.files(folder.resolve(name).resolve("out/t"));
  }

  private static Pipeline pipeline(int threads) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setTargetParallelism(threads);
    return Pipeline.create(options);
  }

  private static List<Projection> rows(int count) {
    List<Projection> rows = new ArrayList<>();
    for (long id = 0; id < count; id++) {
      rows.add(new Projection(id, "test", (int) (id % 10), id * 0.5, -id * 0.25));
    }
    return rows;
  }
}
