package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.parquet.TableWriter;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Metric;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody saw in the five reports, made on purpose: a run says each unasked. */
class ReportMistakesTest {

  private static final Path FILES = Path.of("src/test/resources/mistakes");

  @TempDir Path home;

  private TinyProject project;

  @BeforeEach
  void project() throws IOException {
    project = new TinyProject(home);
  }

  @Test
  void e2EatenHeaderAndClassesNeverPredicted() throws IOException {
    List<TinyProject.Row> known = TinyProject.train();
    known.removeIf(row -> List.of(0, 4, 7).contains(row.label()));
    project.write("train.csv", TinyProject.HEADER + TinyProject.table(known));
    List<TinyProject.Row> test = TinyProject.test();
    project.write("test.csv", TinyProject.HEADER + TinyProject.table(test.subList(1, 100)));
    assertThat(warnings("e2-header-eaten"))
        .contains(
            "warning: ingest: test has 99 rows, the dataset's file says 100: was the first row once"
                + " taken for a header, or is the last one missing?",
            "warning: ingest: train has no rows of zero, four, seven",
            "warning: evaluate: classes 0 (zero), 4 (four), 7 (seven) are never predicted, though 29"
                + " of 99 examples are of them: were there any in training?")
        .anyMatch(line -> line.matches("warning: evaluate: accuracy .* is far below .*"));
  }

  @Test
  void e4SupportCountedOverEpochs() throws IOException {
    try (TableWriter<Metric> writer = writer("report", Metric.getClassSchema())) {
      for (String name : TinyProject.CLASSES.split(", ")) {
        writer.write(new Metric("report", "test", "support", name, 90.0));
      }
    }
    String said =
        "warning: metrics of the run: support of report (test) adds up to 900, but there are 100"
            + " examples: are predictions of several epochs counted?";
    assertThat(warnings("e4-support-over-epochs")).containsExactly(said);
    assertThat(warnings("e4-support-over-epochs")).containsExactly(said); // nothing to do
  }

  @Test
  void e5OptimizerThatIsNotTheRuns() throws IOException {
    String said =
        "warning: train: the pipeline's description says SGD, but the optimizer is adam: which of"
            + " them is meant?";
    assertThat(warnings("e5-wrong-optimizer")).containsExactly(said);
    assertThat(warnings("e5-wrong-optimizer")).containsExactly(said);
    Path file = home.resolve("e5-wrong-optimizer.yaml");
    Files.writeString(file, Files.readString(file).replace("CNN3, SGD", "CNN3, Adam"));
    assertThat(project.runFile(file).out()).doesNotContain("warning: ");
  }

  @Test
  void e5ClusterSizesThatCannotFit() throws IOException {
    int[] sizes = {495, 211, 107, 102, 85};
    int[] labels = {300, 200, 200, 200, 100};
    try (TableWriter<Embedding> writer = writer("embeddings", Embedding.getClassSchema())) {
      for (int id = 0; id < 1000; id++) {
        List<Float> vector = List.of(100f * place(sizes, id), 0.001f * id);
        writer.write(new Embedding((long) id, "test", place(labels, id), vector));
      }
    }
    assertThat(warnings("e5-cluster-sizes"))
        .containsExactly(
            "warning: kmeans: clusters of 495; 211; 107; 102; 85 cannot be the labels, which have"
                + " 300; 200; 200; 200; 100: at most 0.79 of the embeddings can agree one to one;"
                + " look at which labels a cluster has (crosstab)");
  }

  /** Which of the groups, one behind the other, a row is in. */
  private static int place(int[] sizes, int row) {
    int place = 0;
    for (int end = sizes[0]; row >= end; end += sizes[place]) {
      place++;
    }
    return place;
  }

  /** Of a file beside the pipeline's. */
  private <T extends SpecificRecord> TableWriter<T> writer(String name, Schema schema)
      throws IOException {
    Path file = home.resolve(name + ".parquet");
    return new TableWriter<>(
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE), schema);
  }

  /** Of a run of one of the pipelines. */
  private List<String> warnings(String name) throws IOException {
    Path file = home.resolve(name + ".yaml");
    if (!Files.exists(file)) {
      Files.copy(FILES.resolve(name + ".yaml"), file);
    }
    Cli.Result result = project.runFile(file);
    assertThat(result.exitCode()).as(result.out()).isZero();
    return result.out().lines().filter(line -> line.startsWith("warning: ")).toList();
  }
}
