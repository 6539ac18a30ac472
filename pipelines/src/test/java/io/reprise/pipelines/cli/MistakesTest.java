package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cli.TinyProject.Row;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes that were made in real experiments, and what a run says of each. */
class MistakesTest {

  private static final String INGEST =
      "ingest: { uses: ingest, with: { dataset: tiny, validation: 0.2 } }\n";

  private static final String TRAIN =
      """
      train:
        uses: train
        in: { train: ingest.train, validation: ingest.validation }
        with:
          layers:
            - dense: { name: embedding, units: 32, activation: tanh }
            - output: { units: 10 }
          optimizer: { adam: { learningRate: 0.005 } }
          epochs: 6
          batchSize: 20
      """;

  private static final String EVALUATE =
      "evaluate: { uses: evaluate, in: { model: train.model, examples: ingest.test } }\n";

  private static final String CLUSTER =
      """
      embed: { uses: embed, in: { model: train.model, examples: ingest.test } }
      kmeans: { uses: kmeans, in: { embeddings: embed.embeddings }, with: { k: 10 } }
      dbscan:
        { uses: dbscan, in: { embeddings: embed.embeddings }, with: { radius: 2, minPoints: 3 } }
      """;

  @TempDir Path home;

  private TinyProject project;

  @BeforeEach
  void project() throws IOException {
    project = new TinyProject(home);
  }

  @Test
  void runWithoutMistakesIsQuiet() throws IOException {
    Cli.Result result = project.run(INGEST + TRAIN + EVALUATE + CLUSTER);
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(warnings(result)).isEmpty();
  }

  /** E2: 9,999 rows, classes 0, 4 and 7 never predicted, and 67 % where validation had 93 %. */
  @Test
  void eatenRowAndClassesNeverPredictedAreSaidAfterEveryRun() throws IOException {
    List<Row> known = TinyProject.train();
    known.removeIf(row -> List.of(0, 4, 7).contains(row.label()));
    project.write("train.csv", TinyProject.HEADER + TinyProject.table(known));
    List<Row> test = TinyProject.test();
    String eaten = asNames(test.remove(0));
    project.write("test.csv", "label" + eaten + TinyProject.table(test));

    String stages = INGEST + TRAIN + EVALUATE;
    Cli.Result first = project.run(stages);
    assertSaid(
        warnings(first),
        "warning: ingest: train has 280 rows, the dataset's file says 400: are these the"
            + " right files?",
        "warning: ingest: test has 99 rows, the dataset's file says 100: was the first row"
            + " once taken for a header, or is the last one missing?",
        "warning: ingest: test.csv, row 1: the header has the name 164.1, as if a row"
            + " of data had been taken for it when the file was written: look for that row",
        "warning: ingest: train has no rows of zero, four, seven",
        "warning: ingest: validation has no rows of zero, four, seven",
        "warning: evaluate: classes 0 (zero), 4 (four), 7 (seven) are never predicted,"
            + " though 29 of 99 examples are of them: were there any in training?",
        "warning: evaluate: accuracy # is far below the # of validation in training:"
            + " are these examples of the same kind, and read in the same way?");
    Cli.Result second = project.run(stages);
    assertThat(second.out()).contains("\nnothing to do\n");
    assertThat(warnings(second)).isEqualTo(warnings(first));
    assertThat(warnings(Json.readObject(runFolder().resolve("run.json"))))
        .isEqualTo(warnings(first));
    assertThat(project.run(stages, "--json").out()).contains("classes 0 (zero), 4 (four), 7");
  }

  /** E2, as it was: our reader refuses what the experiment's reader took. */
  @Test
  void rowThatWouldBeEatenIsAnError() throws IOException {
    project.write("test.csv", TinyProject.table(TinyProject.test()));
    assertThat(errors(project.run(INGEST)))
        .containsExactly(
            "error: ingest: test.csv, row 1: looks like data, but the dataset's file says header:"
                + " true; say header: false");
  }

  @Test
  void headerReadAsDataIsAnErrorOrARowTooMany() throws IOException {
    project.dataset("header: false\nlabelColumn: 1");
    project.write("train.csv", TinyProject.table(TinyProject.train()));
    String data = TinyProject.table(TinyProject.test());
    project.write("test.csv", TinyProject.HEADER + data);
    assertSaid(
        errors(project.run(INGEST)),
        "error: ingest: test.csv, row 1, column 2: 'p0' is no whole number from 0 to"
            + " 255; if this row is a header, say header: true in the dataset's file");
    project.write("test.csv", names(0, 1, 64) + data);
    assertSaid(
        errors(project.run(INGEST)),
        "error: ingest: test.csv, row 1: counts its columns as a header does, but the"
            + " dataset's file says header: false; say header: true");
    project.write("test.csv", names(0, 3, 64) + data); // numbers that a pixel may have
    assertSaid(
        warnings(project.run(INGEST)),
        "warning: ingest: test has 101 rows, the dataset's file says 100: was a header"
            + " taken for a row?");
  }

  /** E4: its support was 270,000 a class for 30,000 images, those of all epochs added up. */
  @Test
  void supportAddsUpToTheExamples() throws Exception {
    Cli.Result result =
        project.run(
            INGEST
                + "augment: { uses: augment, in: { examples: ingest.train },"
                + " with: { copies: 2, rotation: 10 } }\n"
                + TRAIN.replace("ingest.train", "augment.examples")
                + EVALUATE);
    assertThat(result.exitCode()).as(result.out()).isZero();
    String metric = "select sum(value) from '%1$s/metrics.parquet' where stage = 'evaluate' and ";
    assertThat(query(metric + "name = 'support'")).isEqualTo(TinyProject.TEST_ROWS);
    assertThat(query(metric + "name = 'support' and class = 'seven'")).isEqualTo(10);
    assertThat(query(metric + "name = 'rows'")).isEqualTo(TinyProject.TEST_ROWS);
    assertThat(query("select count(distinct id) from '%s/evaluate/predictions/*.parquet'"))
        .isEqualTo(TinyProject.TEST_ROWS);
    assertThat(query("select sum(count) from '%s/evaluate/confusion/*.parquet'"))
        .isEqualTo(TinyProject.TEST_ROWS);
  }

  /** E1: zeros do not converge. */
  @Test
  void zerosThatNeverLearnAreSaid() throws IOException {
    assertSaid(
        warnings(project.run(INGEST + TRAIN + "    initialisation: zeros\n")),
        "warning: train: the training loss never moves: # after the first epoch and #"
            + " after the last of 6; initialisation zeros keeps all units of a layer alike:"
            + " take xavier");
  }

  /** E2: three sigmoids in a row, by gradient descent, stay near 15 %. */
  @Test
  void accuracyThatStaysNearGuessingIsSaid() throws IOException {
    String sigmoid = "      - dense: { units: 32, activation: sigmoid }\n";
    String stages =
        INGEST
            + TRAIN
                .replaceFirst(" +- dense.*\n", sigmoid.repeat(3))
                .replace("adam: { learningRate: 0.005 }", "sgd: { learningRate: 0.1 }")
            + EVALUATE;
    assertSaid(
        warnings(project.run(stages)),
        "warning: train: in training, accuracy # on 320 examples is hardly better than"
            + " guessing: always saying 'zero' gives 0.1000; look at the labels, the"
            + " learning rate and the initialisation",
        "warning: evaluate: classes ... are never predicted, though # of 100 examples"
            + " are of them: were there any in training?",
        "warning: evaluate: accuracy # on 100 examples is hardly better than guessing:"
            + " always saying 'zero' gives 0.1000; look at the model's training, and at"
            + " these labels");
  }

  @Test
  void lossThatIsNoNumberIsAnErrorWithItsEpochAndBatch() throws IOException {
    String stages =
        INGEST
            + TRAIN.replace("adam: { learningRate: 0.005 }", "sgd: { learningRate: 1000 }")
            + "    l2: 1000\n";
    Cli.Result result = project.run(stages);
    assertThat(result.exitCode()).isEqualTo(1);
    assertSaid(
        errors(result),
        "error: train: the loss is not a number in epoch #, batch # of 16: try a lower"
            + " optimizer.sgd.learningRate than 1000.0");
  }

  @Test
  void lossThatRisesIsSaid() throws IOException {
    String stages =
        INGEST
            + TRAIN.replace("adam: { learningRate: 0.005 }", "sgd: { learningRate: 0.1 }")
            + "    l2: 20.1\n";
    assertSaid(
        warnings(project.run(stages)),
        "warning: train: the training loss rises: from # in epoch 1 to # in epoch 6, the last;"
            + " lower the learning rate");
  }

  @Test
  void deadUnitsAreSaidInTrainingAndClustering() throws IOException {
    String stages = INGEST + TRAIN.replace("tanh", "relu").replace("0.005", "0.1") + CLUSTER;
    assertSaid(
        warnings(project.run(stages)),
        "warning: train: layer 'embedding': # of 32 relu units are 0 for each of 320"
            + " training examples; look at the learning rate and the initialisation",
        "warning: kmeans: # of 32 embedding units are constant, so dead: look at the"
            + " training of the network that they are of",
        "warning: dbscan: # of 32 embedding units are constant, so dead: look at the"
            + " training of the network that they are of");
  }

  @Test
  void imagesThatTrainAndTestShareAreSaid() throws IOException {
    List<Row> test = TinyProject.test();
    test.set(3, TinyProject.train().get(123));
    test.set(90, TinyProject.train().get(0));
    project.write("test.csv", TinyProject.HEADER + TinyProject.table(test));
    assertSaid(
        warnings(project.run(INGEST)),
        "warning: ingest: 2 of test's images are also in train or validation (id 3, 90)");
  }

  @Test
  void labelSetsThatDifferAreSaid() throws IOException {
    String reversed =
        INGEST
            .replace("ingest: {", "other: {")
            .replace("tiny,", "tiny, classes: [" + reversedClasses() + "],");
    String evaluate = EVALUATE.replace("ingest", "other");
    assertSaid(
        warnings(project.run(INGEST + reversed + TRAIN + evaluate)),
        "warning: evaluate: the model was trained for the classes zero, one, two,"
            + " three, four, five, six, seven, eight, nine, but the examples have nine,"
            + " eight, seven, six, five, four, three, two, one, zero");
    Cli.Result validated =
        project.run(INGEST + reversed + TRAIN.replace("ingest.validation", "other.validation"));
    assertSaid(
        errors(validated),
        "error: train: train has the classes zero, one, two, three, four, five, six,"
            + " seven, eight, nine, but validation has nine, eight, seven, six, five, four,"
            + " three, two, one, zero");
  }

  @Test
  void pixelsThatNeverChangeAreSaid() throws IOException {
    List<Row> test = TinyProject.test();
    test.forEach(row -> IntStream.range(24, 32).forEach(pixel -> row.pixels()[pixel] = 0));
    project.write("test.csv", TinyProject.HEADER + TinyProject.table(test));
    List<Row> train = TinyProject.train();
    train.forEach(row -> IntStream.range(0, 64).forEach(pixel -> row.pixels()[pixel] /= 128));
    project.write("train.csv", TinyProject.HEADER + TinyProject.table(train));
    assertSaid(
        warnings(project.run(INGEST)),
        "warning: ingest: pixels of train go from 0 to 1 only, of 0 to 255: were they"
            + " scaled before?",
        "warning: ingest: row 3 (from 0) of the pixels never changes in 100 images of"
            + " test, those around it do: look at how its files were made");
  }

  @Test
  void clustersThatAreNoneAreSaid() throws IOException {
    String stages = INGEST + TRAIN + CLUSTER.replace("radius: 2", "radius: 0.001");
    assertSaid(
        warnings(project.run(stages)),
        "warning: dbscan: all 100 embeddings are noise: raise radius or lower minPoints");
  }

  /** A row as pandas writes it that took it for a header: no two names alike. */
  private static String asNames(Row row) {
    StringBuilder names = new StringBuilder();
    List<String> before = new ArrayList<>();
    for (int pixel : row.pixels()) {
      String name = String.valueOf(pixel);
      long count = before.stream().filter(name::equals).count();
      before.add(name);
      names.append(',').append(count == 0 ? name : name + "." + count);
    }
    return names.append('\n').toString();
  }

  private static String names(int first, int step, int last) {
    return IntStream.rangeClosed(first, last)
            .mapToObj(i -> String.valueOf(i * step))
            .collect(Collectors.joining(","))
        + "\n";
  }

  private static String reversedClasses() {
    List<String> classes = new ArrayList<>(List.of(TinyProject.CLASSES.split(", ")));
    Collections.reverse(classes);
    return String.join(", ", classes);
  }

  private static List<String> warnings(Cli.Result result) {
    return result.out().lines().filter(line -> line.startsWith("warning: ")).toList();
  }

  /** As a run prints them, from its manifest. */
  private static List<String> warnings(Map<?, ?> manifest) {
    return JsonMaps.maps(manifest, "stages").stream()
        .flatMap(
            stage ->
                JsonMaps.texts(stage, "warnings").stream()
                    .map(line -> "warning: " + stage.get("name") + ": " + line))
        .toList();
  }

  /**
   * @param lines expected, # for a number that training leads to and ... for anything
   */
  private static void assertSaid(List<String> said, String... lines) {
    assertThat(said).hasSize(lines.length);
    for (int i = 0; i < lines.length; i++) {
      String pattern =
          Pattern.quote(lines[i]).replace("#", "\\E[0-9.]+\\Q").replace("...", "\\E.*\\Q");
      assertThat(said.get(i)).matches(pattern);
    }
  }

  private static List<String> errors(Cli.Result result) {
    return result.out().lines().filter(line -> line.startsWith("error: ")).toList();
  }

  private Path runFolder() throws IOException {
    RunFolders runs = new RunFolders(project.outputs().resolve("runs"));
    return runs.folder(runs.find("latest").id());
  }

  /** The only number that a query over the latest run's folder gives. */
  private double query(String sql) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet result =
            duck.createStatement().executeQuery(String.format(Locale.ROOT, sql, runFolder()))) {
      assertThat(result.next()).isTrue();
      return result.getDouble(1);
    }
  }
}
