package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.parquet.TableWriter;
import io.reprise.schemas.record.Metric;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentsCommandTest {

  private static final String STAGES =
      """
      fit:
        uses: command
        with:
          run: cp m$seed.parquet out/metrics/
          files: [m1.parquet, m2.parquet]
          parameters: { seed: 1, epochs: 5, rate: 2 }
          outputs: { metrics: metrics }
      after:
        uses: command
        in: { metrics: fit.metrics }
        with: { run: test $works = 1 && echo >out/a/a.txt, parameters: { works: 1 }, outputs: { a: files } }
      """;

  private static final String BEGIN = "<!-- made by ./reprise experiments -->";
  private static final String END = "<!-- until here -->";

  @TempDir private Path home;

  private CommandProject project;

  @BeforeEach
  void start() throws IOException {
    project = CommandProject.with(home, STAGES);
    accuracy("m1.parquet", 0.8);
    accuracy("m2.parquet", 0.7);
    rows("{ pipeline: p, what: all, reported: { fit.accuracy: 0.75 } }");
  }

  private void accuracy(String file, double value) throws IOException {
    Metric metric = new Metric("command", "test", "accuracy", null, value);
    Metric ofClass = new Metric("command", "test", "accuracy", "Ankle boot", value / 2);
    try (TableWriter<Metric> table =
        new TableWriter<>(
            FileChannel.open(
                project.pipelines().resolve(file),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            metric.getSchema())) {
      table.write(metric);
      table.write(ofClass);
    }
  }

  private void rows(String... rows) throws IOException {
    Files.createDirectories(home.resolve("docs"));
    Files.writeString(
        home.resolve("docs/experiments.yaml"),
        "- report: R\n  rows:\n"
            + String.join("", Stream.of(rows).map(r -> "    - " + r + "\n").toList()));
  }

  private String shown() {
    Cli.Result result = project.cli("experiments");
    assertThat(result.exitCode()).as(result.out()).isZero();
    return result.out();
  }

  private String markdown() throws IOException {
    Path file = home.resolve("page.md");
    Cli.Result result = project.cli("experiments", "--markdown", file.toString());
    assertThat(result.exitCode()).as(result.out()).isZero();
    return Files.readString(file);
  }

  @Test
  void rowIsWhatTheLatestRunMeasured() throws IOException {
    assertThat(shown())
        .contains("  p         all  fit.accuracy  0.75      -                 not run");
    String first = project.run().id();
    assertThat(shown()).contains("fit.accuracy  0.75      0.8000  +0.0500     " + first);

    accuracy("m1.parquet", 0.7125);
    String second = project.run().id();
    assertThat(shown()).contains("fit.accuracy  0.75      0.7125  -0.0375     " + second);
    assertThat(shown()).contains("1 of 1 rows were run here").doesNotContain(first);
    rows(
        "{ pipeline: p, reported: { 'fit.accuracy[Ankle boot]': 1, fit.test.accuracy: about 1, after: a } }");
    assertThat(shown()).contains("1         0.3563  -0.6438", "about 1   0.7125", "a         made");
  }

  @Test
  void runThatFailedIsNotTaken() throws IOException {
    String good = project.run().id();
    accuracy("m1.parquet", 0.1);
    assertThat(project.cli("run", "p", "--set", "after.parameters.works=0").exitCode())
        .isEqualTo(1);
    assertThat(shown()).contains("0.8000", good);
  }

  @Test
  void seedsAreAveragedUnlessTheRowNamesOne() throws IOException {
    project.run();
    project.run("--set", "fit.parameters.seed=2");
    rows(
        "{ pipeline: p, what: any, reported: { fit.accuracy: 0.75 } }",
        "{ pipeline: p, set: { fit.parameters.seed: 1 }, reported: { fit.accuracy: 0.75 } }");
    assertThat(shown()).contains("0.7500 ± 0.0707 (2 seeds)  +0.0000");
    assertThat(shown()).contains("fit.parameters.seed=1  fit.accuracy  0.75      0.8000  ");

    accuracy("m1.parquet", 0.9); // one of the files of both: the run of seed 2 is of other data now
    project.run();
    assertThat(shown()).contains("0.9000").doesNotContain("2 seeds");
  }

  @Test
  void runWithoutTheFigureIsSaid() throws IOException {
    String run = project.run().id();
    rows("{ pipeline: p, reported: { fit.f1: 1 } }");
    assertThat(shown())
        .contains("not measured", "\n    without " + run + ", which has no fit.f1\n");
    assertThat(markdown()).contains("| without " + run + ", which has no fit.f1 |");
    assertThat(project.cli("experiments", "--json").out()).contains(run + ", which has no fit.f1");
  }

  @Test
  void otherEpochsAreSaidAndOtherRatesAreAnotherRow() throws IOException {
    project.run("--set", "fit.parameters.epochs=2");
    String most = project.run("--set", "fit.parameters.epochs=3").id();
    project.run("--set", "fit.parameters.epochs=1");
    project.run("--set", "fit.parameters.epochs=9"); // further from what is asked for
    rows(
        "{ pipeline: p, what: base, reported: { fit.accuracy: 0.75 } }",
        "{ pipeline: p, what: rate, set: { fit.parameters.rate: 3 }, reported: { fit.accuracy: 1 } }",
        "{ pipeline: p, what: same, set: { fit.parameters.epochs: 5 }, reported: { fit.accuracy: 1 } }",
        "{ pipeline: p, what: two, set: { fit.parameters.epochs: 2 }, reported: { fit.accuracy: 1 } }");
    assertThat(shown().lines())
        .anyMatch(line -> line.contains("base") && line.endsWith(most))
        .contains("    with fit.parameters.epochs 3 instead of 5")
        .anyMatch(line -> line.contains("rate") && line.endsWith("not run here"))
        .anyMatch(line -> line.contains("same") && line.endsWith("not run here"))
        .anyMatch(line -> line.contains("two") && line.contains("0.8000"));
    assertThat(markdown())
        .contains("| with fit.parameters.epochs 3 instead of 5 |")
        .contains("`./reprise run p --set fit.parameters.rate=3`");

    String exact = project.run().id();
    assertThat(shown()).contains(exact).doesNotContain("instead of");
  }

  @Test
  void alternativesOfTheMatrixHaveTheirNames() throws IOException {
    String text = Files.readString(project.pipelines().resolve("p.yaml"));
    project.write("p.yaml", text + "matrix:\n  fit.parameters.rate: { slow: 2, fast: 9 }\n");
    rows("{ pipeline: p, set: { fit.parameters.rate: fast }, reported: { fit.accuracy: 1 } }");
    project.run();
    assertThat(shown()).contains("not run here");
    project.run("--set", "fit.parameters.rate=9");
    assertThat(shown()).contains("fit.parameters.rate=fast", "0.8000");
    assertThat(markdown()).contains("`./reprise sweep p fit.parameters.rate=fast`");
    rows("{ pipeline: p, set: { fit.parameters.rate: fat }, reported: { fit.accuracy: 1 } }");
    assertThat(project.cli("experiments").out())
        .contains(
            "set fit.parameters.rate=fat: no alternative has this name; did you mean 'fast'?");
  }

  @Test
  void hostileTextStaysText() throws IOException {
    String hostile = "a|b <script>`x` [l](http://e) " + END + " \\\\ *b*\\n| new | row |";
    rows(
        "{ pipeline: p, what: \""
            + hostile
            + "\", note: \""
            + hostile
            + "\", reported: { fit.accuracy: \"|<b>\" } }");
    String page = markdown();
    assertThat(page.lines().filter(line -> line.startsWith("|"))).hasSize(3);
    assertThat(page.lines().filter(line -> line.contains("until here"))).hasSize(2);
    assertThat(page.lines().toList()).last().isEqualTo(END);
    assertThat(page)
        .contains("a\\|b &lt;script&gt;\\`x\\` \\[l\\](http://e)", "\\*b\\* \\| new \\| row \\|")
        .doesNotContain("<script>", "<b>");
    assertThat(markdown()).isEqualTo(page);
  }

  @Test
  void onlyThePartBetweenTheMarksIsMade() throws IOException {
    Path page = home.resolve("page.md");
    Files.writeString(page, "# Mine\n\n" + BEGIN + "\nold\n" + END + "\n\nmine too\n");
    assertThat(markdown()).startsWith("# Mine\n\n" + BEGIN + "\n\n## R\n");
    assertThat(markdown()).endsWith("|\n\n" + END + "\n\nmine too\n").doesNotContain("old");
    for (String without : List.of("# Mine\n", END + "\n" + BEGIN + "\n", BEGIN + "\n" + BEGIN)) {
      Files.writeString(page, without);
      Cli.Result result = project.cli("experiments", "--markdown", page.toString());
      assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
      assertThat(result.out()).contains("go between two lines, each once: " + BEGIN);
      assertThat(page).hasContent(without);
    }
  }

  @Test
  void pageThatIsALinkIsWrittenToWhatItPointsTo() throws IOException {
    Path file = Files.createDirectories(home.resolve("wiki")).resolve("figures.md");
    Path link = Files.createSymbolicLink(home.resolve("page.md"), Path.of("wiki/figures.md"));
    String made = markdown();
    assertThat(link).isSymbolicLink();
    Files.writeString(file, "mine\n" + made);
    assertThat(markdown()).isEqualTo("mine\n" + made);
    assertThat(link).isSymbolicLink();
  }

  @Test
  void mistakesInTheFileHaveTheirLines() throws IOException {
    rows(
        "{ pipeline: q, reported: { fit.accuracy: 1 } }",
        "{ pipeline: p, reported: { fitt.accuracy: 1 } }",
        "{ pipeline: p, set: { fit.parameters.rat.x: 1 }, reported: { fit.accuracy: 1 } }");
    Cli.Result result = project.cli("experiments");
    assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(result.out().lines())
        .anyMatch(line -> line.contains("experiments.yaml:3: there is no pipeline 'q'"))
        .anyMatch(
            line ->
                line.contains("experiments.yaml:4: fitt.accuracy: p has no stage 'fitt'; did you"));
    rows("{ pipelin: p, reported: { fit.accuracy: [1] } }");
    assertThat(project.cli("experiments").out().lines())
        .anyMatch(line -> line.contains("experiments.yaml:3: unknown key 'pipelin'; did you mean"))
        .anyMatch(line -> line.contains("experiments.yaml:3: 'pipeline' is missing"))
        .anyMatch(line -> line.contains(":3: fit.accuracy must be a number or a text, not a list"));
  }

  /** The rows of the five reports, and the page that was made of them. */
  @Test
  void bundledTableNamesAllPipelinesOfItsReportsAndThePageHasItsRows() throws IOException {
    Cli.Result result = Cli.run(home.resolve("outputs"), "experiments", "--json");
    assertThat(result.exitCode()).as(result.out()).isZero();
    String page = Files.readString(Cli.HOME.resolve("docs/experiments.md"));
    try (Stream<Path> files = Files.list(Cli.HOME.resolve("pipelines"))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(n -> n.matches("e\\d.*"))
              .toList();
      assertThat(names).hasSizeGreaterThan(30);
      for (String name : names) {
        String pipeline = name.replace(".yaml", "");
        assertThat(result.out()).contains("\"pipeline\" : \"" + pipeline + "\"");
        assertThat(page).containsPattern("`./reprise (run|sweep) " + pipeline + "[ `]");
      }
    }
  }
}
