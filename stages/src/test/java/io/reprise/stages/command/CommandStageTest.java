package io.reprise.stages.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CommandStageTest {

  private static final String OUTPUTS = "\noutputs: { made: files }";

  @TempDir Path folder;

  /** The folder of the pipeline file. */
  private Path project;

  private int tries;

  private String temporary = "";

  /** With temporary files of its own, since others' failures would end what is kept. */
  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectory(folder.resolve("project"));
    temporary = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", Files.createDirectory(folder.resolve("tmp")).toString());
  }

  @AfterEach
  void restoreTemporary() {
    System.setProperty("java.io.tmpdir", temporary);
  }

  @Test
  void bytesGoThroughTheProgram() throws IOException {
    byte[] bytes = {0, -1, 10, 13, 0, 65};
    Path input = Files.createDirectories(folder.resolve("input/deep"));
    Files.write(input.resolve("a [1]*?.bin"), bytes);
    Path out =
        trial("run: cp -r in/pictures/deep out/made/" + OUTPUTS)
            .in("pictures", folder.resolve("input"))
            .run();
    assertThat(out.resolve("made/deep/a [1]*?.bin")).hasBinaryContent(bytes);
  }

  @Test
  void filesHaveOneNameInKeys() {
    CommandStage stage = new CommandStage();
    Settings settings =
        new Settings(
            Map.of(
                "run", "true",
                "files", List.of("./b/../b.py", "a/", "a", "./b.py"),
                "outputs", Map.of("made", "files"),
                "parameters", Map.of(),
                "versions", List.of()));
    assertThat(stage.canonical(settings).list("files", String.class)).containsExactly("a", "b.py");
  }

  @Test
  void backslashInAFilesNameStays() throws IOException {
    Path out = trial("run: printf x >'out/made/a\\b'" + OUTPUTS).run();
    assertThat(out.resolve("made/a\\b")).hasContent("x");
  }

  @Test
  void twoRunsGiveEqualDigests() throws IOException {
    Files.writeString(folder.resolve("words"), "b a c a\n");
    Files.writeString(project.resolve("count.sh"), "tr ' ' '\\n' | sort | uniq -c\n");
    String with =
        "run: sh count.sh <in/text/words >out/made/counts; { env; pwd -P; } | sort >out/made/env;"
            + " ls -la . in in/text count.sh | grep -v ' out$' >out/made/list"
            + "\nfiles: [count.sh]"
            + OUTPUTS;
    Path first = inWords(trial(with).key("same")).run();
    Files.setLastModifiedTime(project.resolve("count.sh"), FileTime.from(Instant.EPOCH));
    Path second = inWords(trial(with).key("same")).run();
    assertThat(StageTrial.digests(first)).hasSize(3).isEqualTo(StageTrial.digests(second));
    assertThat(read(first.resolve("made/counts"))).contains("2 a");
    assertThat(read(first.resolve("made/list"))).contains("Jan  1  2000");
  }

  private StageTrial inWords(StageTrial trial) throws IOException {
    Path input = Files.createDirectories(folder.resolve("only-words"));
    Files.writeString(input.resolve("words"), "b a c a\n");
    return trial.in("text", input);
  }

  @Test
  void environmentIsClean() throws IOException {
    Path out =
        trial("run: env | sed 's/=.*//' | sort >out/made/names" + OUTPUTS + parameters()).run();
    assertThat(System.getenv()).containsKey("PATH").hasSizeGreaterThan(1);
    assertThat(Files.readAllLines(out.resolve("made/names")))
        .containsAll(CleanEnvironment.OWN)
        .contains("strength", "ready")
        .doesNotContain("nested", "nothing")
        .filteredOn(System.getenv()::containsKey)
        .isSubsetOf(
            "PATH", "HOME", "TMPDIR", "LC_ALL", "TZ", "PYTHONHASHSEED", "PWD", "_", "SHLVL");
    Path home = trial("run: echo $HOME $TMPDIR $PWD >out/made/home" + OUTPUTS).run();
    assertThat(read(home.resolve("made/home")).strip().split(" "))
        .hasSize(3)
        .allMatch(path -> path.contains("/reprise-"))
        .allMatch(path -> !Files.exists(Path.of(path)));
  }

  private static String parameters() {
    return "\n"
        + "parameters: { strength: 1e-3, ready: true, nothing: null, nested: { b: [1, x], a:"
        + " 2 } }";
  }

  @Test
  void parametersAreVariablesAndAFile() throws IOException {
    Path out =
        trial(
                "run: echo $strength $ready >out/made/values; cp parameters.json out/made"
                    + OUTPUTS
                    + parameters())
            .run();
    assertThat(read(out.resolve("made/values"))).isEqualTo("0.001 true\n");
    assertThat(read(out.resolve("made/parameters.json")))
        .isEqualToIgnoringWhitespace(
            """
            {"nested": {"a": 2, "b": [1, "x"]}, "nothing": null, "ready": true, "strength": 0.001}
            """);
  }

  @Test
  void declaredFilesKeepTheirNamesAndWhetherTheyCanBeRun() throws IOException {
    Path source = Files.createDirectories(project.resolve("source/deep"));
    Files.writeString(source.resolve("run.sh"), "#!/bin/sh\necho done\n");
    source.resolve("run.sh").toFile().setExecutable(true);
    Files.writeString(source.resolve(".hidden"), "");
    Files.createDirectory(source.resolve("__pycache__"));
    Files.writeString(source.resolve("__pycache__/run.pyc"), "");
    Files.writeString(project.resolve("undeclared"), "");
    Path out =
        trial(
                "run: source/deep/run.sh >out/made/said; find . -path ./out -prune -o -type f"
                    + " -print | sort >out/made/files\n"
                    + "files: [./source]"
                    + OUTPUTS)
            .run();
    assertThat(read(out.resolve("made/said"))).isEqualTo("done\n");
    assertThat(Files.readAllLines(out.resolve("made/files")))
        .containsExactly("./parameters.json", "./source/deep/run.sh");
  }

  @Test
  void failureShowsTheProgramsLastWords() {
    ReportedException failure =
        failure("run: seq 1 20; printf '10 %%\\r20 %%\\n'; echo 'no such pixel' >&2; echo; exit 3");
    assertThat(failure.problems())
        .hasSize(11)
        .startsWith(
            "`seq 1 20; printf '10 %%\\r20 %%\\n'; echo 'no such pixel' >&2; ...` ended with"
                + " exit code 3: no such pixel",
            "| 13")
        .endsWith("| 20", "| 20 %", "| no such pixel");
  }

  @Test
  void firstCommandThatFailsEndsTheLine() {
    assertThat(failure("run: |\n  false\n  echo still here >out/made/x").problems())
        .containsExactly("`false ...` ended with exit code 1, and said nothing");
  }

  @Test
  void programThatIsNotThereIsNamed() {
    assertThat(failure("run: no-such-program x").problems())
        .singleElement()
        .asString()
        .startsWith("`no-such-program x` ended with exit code 127: ")
        .contains("no-such-program: not found");
  }

  @Test
  void emptyOutputIsAnError() {
    assertThat(failure("run: mkdir out/made/empty").problems())
        .containsExactly("the command has written no file in out/made/");
    assertThat(failure("run: rm -r out").problems())
        .containsExactly("the command has written no file in out/made/");
  }

  @Test
  void strayFilesAreAnErrorThatNamesThem() {
    assertThat(failure("run: mkdir out/mode; touch out/made/a out/mode/b out/c").problems())
        .containsExactly(
            "the command has written files in out/ that are in no declared output: c, mode/b;"
                + " declare them under outputs, or write them elsewhere");
  }

  @Test
  void linkIsNoFile() {
    assertThat(failure("run: touch out/made/a; ln -s a out/made/b").problems())
        .containsExactly(
            "the command has left links or the like in out/, which are no files: made/b; let it"
                + " copy what they stand for");
  }

  @Test
  void tableThatIsNoneIsAnErrorThatNamesIt() throws IOException {
    String metrics =
        "; the output is declared as metrics: see schemas/src/main/avro/Metric.avsc, or declare it"
            + " as files";
    assertThatThrownBy(() -> trial("run: echo 1 >out/m/a.parquet\noutputs: { m: metrics }").run())
        .hasMessageStartingWith(
            "out/m/a.parquet is no Parquet file, or only a part of one" + metrics);
    assertThatThrownBy(() -> trial("run: echo 1 >out/m/a.csv\noutputs: { m: metrics }").run())
        .hasMessageStartingWith("out/m/ has no .parquet file" + metrics);
    Path table = metrics(new Metric("s", null, "n", null, 1.0));
    Path out = trial("run: cp in/m/* out/m\noutputs: { m: metrics }").in("m", table).run();
    assertThat(out.resolve("m/00000.parquet")).exists();
    String further = "run: cp in/m/* out/m; echo 1 >out/m/b.pq\noutputs: { m: metrics }";
    assertThatThrownBy(() -> trial(further).in("m", table).run())
        .hasMessageStartingWith("out/m/b.pq is no .parquet file");
  }

  @Test
  void everyRowOfATableIsChecked() throws IOException {
    Path table =
        metrics(new Metric("s", null, "n", null, 1.0), new Metric("s", null, " ", null, 1.0));
    assertThatThrownBy(
            () -> trial("run: cp in/m/* out/m\noutputs: { m: metrics }").in("m", table).run())
        .hasMessageStartingWith("out/m/00000.parquet, row 1: name is empty; the output");
  }

  private Path metrics(Metric... rows) throws IOException {
    Path metrics = folder.resolve("metrics");
    TrialFiles.table(metrics, Metric.class, List.of(rows));
    return metrics;
  }

  @Test
  void examplesMustAgreeWithTheFactsBesideThem() throws IOException {
    ExampleFacts facts = new ExampleFacts("d", 1, 2, 1, List.of("a", "b"), 2);
    assertThat(examplesProblem(facts, 0, 1)).isEmpty();
    assertThat(examplesProblem(facts, 0, 2))
        .startsWith("out/e/00000.parquet, row 1: label is 2, where _dataset.json has 2 classes");
    assertThat(examplesProblem(facts.withRows(3), 0, 1))
        .startsWith("out/e/_dataset.json says 3 rows, where the table has 2;");
    assertThat(examplesProblem(new ExampleFacts("d", 2, 1, 1, List.of("a"), 2), 0, 0))
        .startsWith("out/e/00000.parquet, row 0: is 1 x 2 x 1, where _dataset.json says 2 x 1 x 1");
    assertThatThrownBy(
            () ->
                trial("run: cp in/e/*.parquet out/e\noutputs: { e: examples }")
                    .in("e", folder.resolve("examples"))
                    .run())
        .hasMessageStartingWith("out/e/ has no _dataset.json");
  }

  private String examplesProblem(ExampleFacts facts, int... labels) throws IOException {
    List<Example> rows = new ArrayList<>();
    for (int label : labels) {
      ByteBuffer pixels = ByteBuffer.wrap(new byte[2]);
      rows.add(new Example((long) rows.size(), "train", label, 1, 2, 1, pixels, 0L, null));
    }
    Path examples = folder.resolve("examples");
    TrialFiles.table(examples, Example.class, rows);
    TrialFiles.facts(examples, facts);
    ReportedException problem =
        catchThrowableOfType(
            ReportedException.class,
            () -> trial("run: cp in/e/* out/e\noutputs: { e: examples }").in("e", examples).run());
    return problem == null ? "" : String.join("; ", problem.problems());
  }

  @Test
  void lastLinesAreKeptAndTheLatestIsProgress() throws IOException {
    trial("run: touch out/made/a; seq 1 150; printf 'no end'" + OUTPUTS).run();
    List<String> lines =
        JsonMaps.texts(Json.readObject(latestTry().resolve("facts/log.json")), "lines");
    assertThat(lines).hasSize(100).startsWith("52").endsWith("150", "no end");
    try (Stream<Path> workers = Files.list(latestTry().resolve("progress"))) {
      assertThat(workers)
          .singleElement()
          .satisfies(progress -> assertThat(read(progress)).isEqualTo("150\t0\tlines\t150"));
    }
  }

  @Test
  void workingFolderIsGoneAfterSuccess() throws IOException {
    Path where = folder.resolve("where");
    trial(String.format(Locale.ROOT, ODD_FOLDER, where) + "true" + OUTPUTS).run();
    assertThat(Path.of(read(where).strip()).getParent()).doesNotExist();
  }

  private static final String ODD_FOLDER =
      "run: pwd >%s; mkdir closed; touch closed/x; chmod a-w closed; touch out/made/a; ";

  @Test
  void workingFolderIsKeptAfterAFailureUntilTheSameSucceeds() throws IOException {
    Path where = folder.resolve("where");
    Path kept =
        keptAfter(
            trial(String.format(Locale.ROOT, ODD_FOLDER, where) + "false" + OUTPUTS).key("k"));
    assertThat(Path.of(read(where).strip()).getParent()).doesNotExist();
    assertThat(kept.resolve("closed/x")).exists();
    assertThat(keptAfter(trial("run: touch y; false" + OUTPUTS).key("k"))).isEqualTo(kept);
    assertThat(kept.resolve("closed")).doesNotExist();
    assertThat(kept.resolve("y")).exists();
    trial("run: touch out/made/a" + OUTPUTS).key("k").run();
    assertThat(kept).doesNotExist();
  }

  @Test
  void foldersOfThreeFailuresAreKept() throws Exception {
    List<Path> kept = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      kept.add(keptAfter(trial("run: 'false'" + OUTPUTS)));
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(kept.get(0)).doesNotExist();
    assertThat(kept.subList(1, 4)).allMatch(Files::exists);
  }

  private static Path keptAfter(StageTrial trial) {
    List<String> problems = catchThrowableOfType(ReportedException.class, trial::run).problems();
    String last = problems.get(problems.size() - 1);
    assertThat(last).startsWith(KEPT);
    return Path.of(last.substring(KEPT.length()));
  }

  private static final String KEPT = "its folder is kept, until other commands fail: ";

  @Test
  void emptyFoldersInOutputsAreAnErrorThatNamesThem() {
    assertThat(failure("run: mkdir -p out/made/b/c; touch out/made/a").problems())
        .containsExactly(
            "the command has left empty folders in out/, which are not kept: made/b/c; let it"
                + " remove them, as by find out -type d -empty -delete");
  }

  @Test
  void programThatAnotherStageMadeCanBeRun() throws IOException {
    Path input = Files.createDirectories(folder.resolve("built"));
    Files.writeString(input.resolve("tool"), "#!/bin/sh\necho works\n");
    Path out = trial("run: in/built/tool >out/made/said" + OUTPUTS).in("built", input).run();
    assertThat(out.resolve("made/said")).hasContent("works");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void programHasNothingOpenAndASessionOfItsOwn() throws IOException {
    Path out =
        trial(
                "run: |\n  ls /proc/self/fd >out/made/open\n  readlink /proc/self/fd/0 >out/made/in"
                    + "\n  echo $(cut -d' ' -f6 /proc/$$/stat) $$ >out/made/session"
                    + OUTPUTS)
            .run();
    assertThat(Files.readAllLines(out.resolve("made/open"))).containsExactly("0", "1", "2", "3");
    assertThat(out.resolve("made/in")).hasContent("/dev/null");
    String[] session = read(out.resolve("made/session")).strip().split(" ");
    assertThat(session[0]).isEqualTo(session[1]);
  }

  @Test
  void manyLinesDoNotStopTheProgram() throws IOException {
    Path out = trial("run: seq 1 300000; touch out/made/a" + OUTPUTS).run();
    assertThat(out.resolve("made/a")).exists();
  }

  @Test
  void wrongSettingsAreSaidTogether() {
    String with =
        "run: ' '\nfiles: [../x, /x, in/x, ., ~/x]\noutputs: { a.b: files, warnings: files }"
            + "\nparameters: { HOME: 1, a-b: 2 }";
    assertThat(catchThrowableOfType(ReportedException.class, () -> trial(with).run()).problems())
        .containsExactly(
            "run is empty: write a line for sh",
            "'a.b' cannot name an output: letters, digits, _ and - only",
            "an output cannot be named 'warnings', which every artifact may have",
            "parameter 'HOME' would replace the command's own HOME; rename it",
            "'a-b' cannot name a parameter, which is an environment variable: letters, digits and _"
                + " only, no digit first",
            "'../x' of files must lie below the pipeline file's folder",
            "'/x' of files must lie below the pipeline file's folder",
            "'in/x' of files: in is taken in the command's folder; rename it",
            "'.' of files is the whole folder: name what the command needs of it",
            "'~/x' of files must lie below the pipeline file's folder");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> trial("run: 'true'\nfiles: [missing.py]" + OUTPUTS).run())
        .hasMessage(
            "'missing.py' of files is not in "
                + project.toAbsolutePath()
                + "; put it there, or correct the name");
  }

  @Test
  void versionThatCannotBeAskedIsNamed() {
    assertThatThrownBy(() -> trial("run: 'true'\nversions: ['echo a; exit 4']" + OUTPUTS).run())
        .hasMessage("`echo a; exit 4` of versions ended with exit code 4: a");
    assertThatThrownBy(() -> trial("run: 'true'\nversions: [':']" + OUTPUTS).run())
        .hasMessage("`:` of versions said nothing");
  }

  @Test
  void workerWithAnotherVersionIsRefused() throws IOException {
    Path version = Files.writeString(folder.resolve("version"), "0");
    // Says another number each time that it is asked, once for the key and once on the worker.
    String ask = String.format(Locale.ROOT, "echo x >>%1$s; wc -l <%1$s", version);
    assertThatThrownBy(
            () ->
                trial(
                        String.format(Locale.ROOT, "run: touch out/made/a\nversions: ['%s']", ask)
                            + OUTPUTS)
                    .run())
        .hasMessageContaining("says '2' on this worker, but '1' where the run was started");
  }

  @Test
  void noParameterOrderReachesTheProgram() throws IOException {
    String run = "run: cp parameters.json out/made" + OUTPUTS + "\nparameters: ";
    Path first = trial(run + "{ a: 1, b: { c: 2, d: 3 } }").run();
    Path second = trial(run + "{ b: { d: 3, c: 2 }, a: 1 }").run();
    assertThat(StageTrial.digests(first)).isEqualTo(StageTrial.digests(second));
  }

  @Test
  void longestLineIsCut() throws IOException {
    Path log = folder.resolve("log");
    Files.writeString(log, IntStream.range(0, 5000).mapToObj(i -> "x").reduce("", String::concat));
    ProgramLog read = new ProgramLog(log);
    read.read();
    assertThat(read.tail()).singleElement().asString().hasSize(1000);
  }

  private ReportedException failure(String with) {
    ReportedException failure =
        catchThrowableOfType(ReportedException.class, () -> trial(with + OUTPUTS).run());
    assertThat(failure).as("%s succeeds", with).isNotNull();
    List<String> problems = failure.problems();
    assertThat(problems.get(problems.size() - 1)).startsWith(KEPT);
    return new ReportedException(problems.subList(0, problems.size() - 1));
  }

  private StageTrial trial(String with) {
    tries++;
    return new StageTrial(new CommandStage(), latestTry()).with(with).data(project);
  }

  private Path latestTry() {
    return folder.resolve("try-" + tries);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
