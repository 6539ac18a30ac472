package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.tablediff.GenericTables;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.parquet.TableWriter;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.Prediction;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diff} says of the outputs of two runs. */
class DiffCommandTest {

  private static final String COPY =
      """
      copy:
        uses: command
        with:
          run: cp t.parquet out/predictions/ && cp t.parquet out/rows/ && cp note.txt out/note/
          files: [t.parquet, note.txt]
          outputs: { predictions: predictions, rows: files, note: files }
      """;

  @TempDir private Path home;

  private CommandProject project;
  private RunManifest first;
  private RunManifest second;

  @BeforeEach
  void twoRuns() throws IOException {
    project = CommandProject.with(home, COPY);
    predictions(prediction(1, 0, 0, 0.9f), prediction(2, 1, 1, 0.8f), prediction(3, 1, 0, 0.7f));
    project.write("note.txt", "one");
    first = project.run();
    predictions(prediction(1, 0, 0, 0.9f), prediction(2, 1, 0, 0.6f), prediction(4, 1, 1, 0.7f));
    project.write("note.txt", "two");
    second = project.run();
  }

  @Test
  void rowsThatDifferAreShownOldAndNew() {
    Cli.Result diff = project.cli("diff");

    assertThat(diff.exitCode()).isEqualTo(3);
    assertThat(diff.out())
        .contains(
            "copy.predictions: 1 changed, 1 added, 1 removed, 1 equal\n",
            "  predicted      1 row\n",
            "  probabilities  1 row, 2 elements, by up to 0.4\n",
            "    ~ id 2  predicted 1 -> 0  probabilities [0.2, 0.8] -> [0.6, 0.4] (2 differ, by up to"
                + " 0.4)\n",
            "    + id 4  split test  label 1  predicted 1  probabilities [0.3, 0.7]\n",
            "    - id 3  split test  label 1  predicted 0  probabilities [0.7, 0.3]\n",
            "copy.note\n  changed: note.txt\n");
  }

  @Test
  void predictionsThatFlippedAreCountedByPairOfClasses() {
    assertThat(project.cli("diff", "--only", "predictions").out())
        .contains(
            "copy.predictions\n",
            "2 examples in both (2 others are not counted): 1 from right to wrong, 0 from wrong to"
                + " right, 0 wrong in another way\n",
            "McNemar's test: p = 1.0 (exact binomial)\n",
            "another seed may move accuracy as much\n",
            "class 1 -> 0: 1, of which 1 right to wrong, 0 wrong to right; id 2 (0.800 -> 0.600)\n")
        .doesNotContain("copy.rows", "changed: file");
  }

  @Test
  void tableWithoutAKnownKeyAsksForOne() {
    assertThat(project.cli("diff").out())
        .contains(
            "copy.rows: rows cannot be compared: no key of its rows is known; name it: --key"
                + " copy.rows=COLUMN[,COLUMN]\n");
    assertThat(project.cli("diff", "--key", "copy.rows=id").out())
        .contains("copy.rows: 1 changed, 1 added, 1 removed, 1 equal\n");
    assertThat(project.cli("diff", "--key", "copy.rows=split").out())
        .contains("the first table has two rows whose split is test: it is no key\n");
  }

  @Test
  void runThatFailedDoesNotPassForOneWithEqualTables() throws IOException {
    project.pipeline(COPY.replace("cp note.txt", "cp gone.txt"));
    assertThat(project.cli("run", "p").exitCode()).isEqualTo(1);
    Cli.Result diff = project.cli("diff", "--only", "tables", "--only", "predictions");

    assertThat(diff.exitCode()).isEqualTo(3);
    assertThat(diff.out())
        .contains("not compared: copy: it has no result in " + project.latest().id());
  }

  @Test
  void equalMetricsAreThoseOfTheStageAndTinyMovesAreSeen() throws IOException {
    String stages =
        """
        one:
          uses: command
          with: { run: cp one.parquet out/m/, files: [one.parquet], outputs: { m: metrics } }
        two:
          uses: command
          with: { run: cp two.parquet out/m/, files: [two.parquet], outputs: { m: metrics } }
        """;
    CommandProject tiny = CommandProject.with(home.resolve("tiny"), stages);
    metrics(tiny, "one.parquet", 0.5, 0.25);
    metrics(tiny, "two.parquet", 0.5, 0.25);
    tiny.run();
    metrics(tiny, "one.parquet", 0.50000001, 0.25);
    tiny.run();

    assertThat(tiny.cli("diff", "--only", "metrics").out())
        .contains(
            "  one m0           0.5 ->   0.50000001  +1E-8\n", "1 metrics differ, 3 are equal\n");
    assertThat(tiny.cli("diff", "--only", "metrics", "--stage", "one").out())
        .contains("1 metrics differ, 1 are equal\n");
    assertThat(tiny.cli("diff", "--only", "metrics", "--stage", "two").out())
        .contains("0 metrics differ, 2 are equal\n");
    assertThat(tiny.json("diff", "--stage", "one")).containsEntry("equalMetrics", 1L);
  }

  @Test
  void equalRunsAreEqual() {
    Cli.Result diff = project.cli("diff", first.id(), first.id());

    assertThat(diff.exitCode()).isZero();
    assertThat(diff.out()).doesNotContain("copy.");
  }

  @Test
  void onlyWhatIsAskedForCounts() {
    assertThat(project.cli("diff", "--only", "metrics").exitCode()).isZero();
    assertThat(project.cli("diff", "--only", "tables").exitCode()).isEqualTo(3);
    Cli.Result unknown = project.cli("diff", "--only", "tabels");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.out())
        .contains("'tabels' is none of cause, metrics, tables", "did you mean 'tables'?");
  }

  @Test
  void wrongToleranceIsOneLine() {
    for (String wrong : List.of("x", "-1", "NaN", "distance=")) {
      assertThat(project.cli("diff", "--tolerance", wrong))
          .isEqualTo(
              new Cli.Result(
                  2,
                  "error: --tolerance "
                      + wrong
                      + ": a number is expected that is 0 or more, or COLUMN=NUMBER\n"));
    }
  }

  @Test
  void columnThatNoTableHasIsAMistake() {
    assertThat(project.cli("diff", "--ignore", "probabilites"))
        .isEqualTo(
            new Cli.Result(
                2,
                "error: no table that differs has a column 'probabilites' besides its key; did you"
                    + " mean 'probabilities'?\n"));
    assertThat(project.cli("diff", "--ignore", "probabilities", "--tolerance", "value=1").out())
        .contains("copy.predictions: 1 changed")
        .doesNotContain("  probabilities  ");
  }

  @Test
  void allDifferingRowsAreWritten(@TempDir Path out) throws IOException {
    project.cli("diff", "--limit", "0", "--out", out.toString());

    List<GenericRecord> rows = GenericTables.read(out.resolve("copy/predictions.parquet"));
    assertThat(rows)
        .extracting(row -> row.get("change").toString())
        .containsExactly("changed", "removed", "added");
    assertThat(out.resolve("copy/rows.parquet")).doesNotExist();
    assertThat(project.cli("diff", "--out", out.toString()))
        .isEqualTo(
            new Cli.Result(
                2,
                "error: --out "
                    + out
                    + ": it is not empty; name another folder, or remove what is in it\n"));
  }

  @Test
  void nothingIsWrittenOfTablesThatCannotBeCompared(@TempDir Path out) {
    project.cli("diff", "--key", "copy.rows=split", "--out", out.toString());

    assertThat(out.resolve("copy/predictions.parquet")).exists();
    assertThat(out.resolve("copy/rows.parquet")).doesNotExist();
  }

  @Test
  void resultWhoseRecordIsGoneIsNotTakenForAnother() throws IOException {
    project.pipeline(COPY.replace("cp t.parquet", "cp  t.parquet"));
    project.run();
    removeAll(project.outputs().resolve("store/keys"));

    assertThat(project.cli("diff").out()).contains("  copy  changed, same bytes\n");
  }

  @Test
  void jsonSaysTheSame() throws IOException {
    Map<String, @Nullable Object> json = project.json("diff");

    assertThat(json).containsEntry("format", 1L).containsEntry("firstDifferent", "copy");
    Map<String, @Nullable Object> output = JsonMaps.maps(json, "outputs").get(1);
    assertThat(output).containsEntry("output", "predictions");
    Map<String, @Nullable Object> table = JsonMaps.map(output, "table");
    assertThat(table).containsEntry("changed", 1L).containsEntry("added", 1L);
    assertThat(String.valueOf(JsonMaps.maps(table, "samples").get(0).get("before")))
        .isEqualTo("{predicted=1, probabilities=[0.2, 0.8]}");
    assertThat(JsonMaps.map(output, "agreement")).containsEntry("rightToWrong", 1L);
  }

  @Test
  void runOfOtherOutputsIsFound(@TempDir Path other) throws IOException {
    copy(project.outputs(), other.resolve("outputs"));
    removeAll(project.outputs().resolve("runs").resolve(second.id()));
    project.cli("gc");

    Cli.Result diff =
        project.cli("diff", first.id(), "--with", other.resolve("outputs").toString(), second.id());

    assertThat(diff.exitCode()).isEqualTo(3);
    assertThat(diff.out())
        .contains("copy.predictions: 1 changed, 1 added, 1 removed, 1 equal\n")
        .contains("  copy  changed: ");
    Path page = other.resolve("page.html");
    Path with = Files.createSymbolicLink(other.resolve("a b"), other.resolve("outputs"));
    List<String> words = new ArrayList<>(List.of("diff", first.id(), second.id()));
    words.addAll(List.of("--with", with.toString(), "--html", page.toString(), "--only", "tables"));
    assertThat(project.cli(words.toArray(String[]::new)).exitCode()).isEqualTo(3);
    assertThat(Files.readString(page))
        .contains(
            "\"./reprise diff "
                + String.join(" ", first.id(), second.id(), "--with '" + with)
                + "' --only tables\"");
    assertThat(project.cli("diff", first.id(), "--with", other.toString()))
        .isEqualTo(
            new Cli.Result(
                2,
                "error: --with "
                    + other
                    + ": there is no store in it; name the folder 'outputs' of a project\n"));
  }

  @Test
  void waysLeadFromACauseToTheMetricsThatMoved() throws IOException {
    project.pipeline(
        """
        level:
          uses: command
          with: { run: echo $level >out/n/n.txt, parameters: { level: 1 }, outputs: { n: files } }
        other:
          uses: command
          with: { run: echo 7 >out/n/n.txt, outputs: { n: files } }
        measure:
          uses: command
          in: { n: level.n, o: other.n }
          with:
            run: cp m$(cat in/n/n.txt).parquet out/metrics/
            files: [m1.parquet, m2.parquet]
            outputs: { metrics: metrics }
        """);
    write("m1.parquet", new Metric("measure", "test", "accuracy", null, 0.9));
    write("m2.parquet", new Metric("measure", "test", "accuracy", null, 0.9125));
    project.run();
    project.run("--set", "level.parameters.level=2");

    Cli.Result diff = project.cli("diff");

    assertThat(diff.out())
        .contains(
            "  level    changed: parameters.level 1 -> 2\n  other    same\n  measure  follows\n",
            "  level: parameters.level 1 -> 2\n"
                + "    => level => measure: accuracy 0.9000 -> 0.9125\n",
            "  measure accuracy (test)        0.9000 ->       0.9125  +0.0125\n")
        .doesNotContain("measure.metrics");
    assertThat(JsonMaps.maps(project.json("diff"), "ways").get(0))
        .containsEntry("stages", List.of("level", "measure"));
  }

  @Test
  void whatIsGoneIsSaid() throws IOException {
    removeAll(project.outputs().resolve("store"));
    removeAll(project.outputs().resolve("runs").resolve(first.id()).resolve("copy"));

    Cli.Result diff = project.cli("diff", "--only", "tables");

    assertThat(diff.exitCode()).isEqualTo(3);
    assertThat(diff.out())
        .contains(
            "not compared: copy: what it put out in "
                + first.id()
                + " is gone; only that it differs is known\n");
  }

  @Test
  void fileThatIsGoneStopsNoOtherTable() throws IOException {
    removeAll(project.outputs().resolve("store/objects"));
    removeAll(project.outputs().resolve("runs").resolve(first.id()).resolve("copy/predictions"));

    assertThat(project.cli("diff", "--key", "copy.rows=id").out())
        .contains("copy.predictions: rows cannot be compared: ")
        .contains("t.parquet is gone, and its content is not in the store\n")
        .contains("copy.rows: 1 changed, 1 added, 1 removed, 1 equal\n");
  }

  @Test
  void stageOfOneRunAloneIsAddedOrRemovedAndNotCompared() throws IOException {
    project.pipeline(COPY.replace("copy:", "copied:"));
    project.run();

    assertThat(project.cli("diff").out())
        .contains("  copied  added\n", "  copy    removed\n")
        .doesNotContain("copied.predictions", "copy.predictions");
  }

  private void predictions(Prediction... rows) throws IOException {
    write("t.parquet", rows);
  }

  @SafeVarargs
  private <T extends SpecificRecord> void write(String name, T... rows) throws IOException {
    write(project.pipelines().resolve(name), rows);
  }

  private static void metrics(CommandProject project, String name, double... values)
      throws IOException {
    Metric[] rows = new Metric[values.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new Metric("command", null, "m" + i, null, values[i]);
    }
    write(project.pipelines().resolve(name), rows);
  }

  @SafeVarargs
  private static <T extends SpecificRecord> void write(Path file, T... rows) throws IOException {
    try (TableWriter<T> table =
        new TableWriter<>(
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            rows[0].getSchema())) {
      for (T row : rows) {
        table.write(row);
      }
    }
  }

  /** Of two classes. */
  private static Prediction prediction(long id, int label, int predicted, float probability) {
    List<Float> probabilities =
        predicted == 0
            ? List.of(probability, rest(probability))
            : List.of(rest(probability), probability);
    return new Prediction(id, "test", label, predicted, probabilities);
  }

  private static float rest(float probability) {
    return Math.round(10 * (1 - probability)) / 10f;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void removeAll(Path folder) throws IOException {
    new Disk().deleteTree(folder);
  }
}
