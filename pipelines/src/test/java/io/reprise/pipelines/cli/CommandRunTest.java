package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs as stages, by the command line; first of all the example of docs/pipelines.md. */
class CommandRunTest {

  private static final String SECTION = "## Any program as a stage";
  private static final Pattern BLOCK = Pattern.compile("```(yaml|sh)\n(.*?)```", Pattern.DOTALL);

  @TempDir Path home;

  private Path pipelines;

  @BeforeEach
  void writeExample() throws IOException {
    pipelines = Files.createDirectories(home.resolve("pipelines"));
    String docs = Files.readString(Cli.HOME.resolve("docs/pipelines.md"));
    Matcher blocks = BLOCK.matcher(docs.substring(docs.indexOf(SECTION)));
    for (String file : List.of("words.yaml", "count.sh")) {
      assertThat(blocks.find()).isTrue();
      Files.writeString(pipelines.resolve(file), blocks.group(2));
    }
    Files.writeString(pipelines.resolve("poem.txt"), "a rose is a rose is\na rose\n");
  }

  @Test
  void exampleOfTheDocumentationRuns() throws IOException {
    assertThat(outcomes(run("words"))).isEqualTo(Map.of("count", "ran", "frequent", "ran"));
    Path folder = home.resolve("outputs/runs").resolve(latest().id());
    assertThat(folder.resolve("count/counts/counts.txt")).content().contains("3 rose");
    assertThat(folder.resolve("frequent/frequent/words.txt")).hasContent("a\nrose\nis\n");
  }

  @Test
  void unchangedCommandIsReusedWhateverTheTimeStamps() throws IOException {
    run("words");
    Files.setLastModifiedTime(pipelines.resolve("poem.txt"), FileTime.from(Instant.EPOCH));
    assertThat(outcomes(run("words"))).containsOnly(Map.entry("count", "cached"), CACHED);
  }

  private static final Map.Entry<String, String> CACHED = Map.entry("frequent", "cached");

  @Test
  void changedFileRunsAgainWithItsNameAsTheReason() throws IOException {
    run("words");
    Files.writeString(pipelines.resolve("poem.txt"), "a rose a rose is is a rose\n");
    RunManifest changed = run("words");
    assertThat(why(changed, "count")).containsExactly("file poem.txt changed");
    assertThat(outcomes(changed)).contains(CACHED); // the same counts
  }

  @Test
  void changedLineParameterAndVersionAreReasons() throws IOException {
    run("words");
    assertThat(why(run("words", "frequent.parameters.least=3"), "frequent"))
        .containsExactly("parameters.least 2 -> 3");
    assertThat(why(run("words", "frequent.run=cp in/words/* out/frequent"), "frequent"))
        .anyMatch(line -> line.startsWith("run awk "));
    edit("words.yaml", "uname -s", "cat " + home.resolve("version"));
    Files.writeString(home.resolve("version"), "one");
    run("words");
    Files.writeString(home.resolve("version"), "two\nparts");
    assertThat(why(run("words"), "frequent"))
        .containsExactly("versions.cat " + home.resolve("version") + " one -> [two, parts]");
    Files.writeString(home.resolve("version"), "two\nplaces");
    assertThat(why(run("words"), "frequent"))
        .containsExactly("versions.cat " + home.resolve("version") + "[1] parts -> places");
  }

  @Test
  void fileAddedToAFolderIsAReason() throws IOException {
    Files.createDirectories(pipelines.resolve("source"));
    Files.writeString(pipelines.resolve("source/a"), "");
    pipeline("run: ls source >out/made/list\n      files: [source]");
    run("p");
    assertThat(outcomes(run("p"))).containsValue("cached");
    Files.writeString(pipelines.resolve("source/b"), "");
    assertThat(why(run("p"), "c")).containsExactly("file source/b added");
  }

  @Test
  void inputThatChangesMeanwhileFailsTheStage() throws IOException {
    pipeline("run: echo x >>" + pipelines.resolve("poem.txt") + "\n      files: [poem.txt]");
    edit("p.yaml", "run: ", "run: touch out/made/a; ");
    assertThat(Cli.runIn(home, home.resolve("outputs"), "run", "p").out())
        .contains("error: c: a file that it reads was changed meanwhile");
  }

  @Test
  void failureIsInTheProgramsOwnWords() throws IOException {
    pipeline("run: echo first; echo 'no pixels' >&2; exit 2");
    Cli.Result result = Cli.runIn(home, home.resolve("outputs"), "run", "p");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out().lines().filter(line -> line.startsWith("error:")))
        .hasSize(4)
        .startsWith(
            "error: c: `echo first; echo 'no pixels' >&2; exit 2` ended with exit code 2: no"
                + " pixels",
            "error: c: | first",
            "error: c: | no pixels");
  }

  @Test
  void missingFileNamesTheStage() throws IOException {
    pipeline("run: touch out/made/a\n      files: [absent.py]");
    assertThat(Cli.runIn(home, home.resolve("outputs"), "run", "p").out())
        .contains("error: c: 'absent.py' of files is not in " + pipelines);
  }

  @Test
  void outputFitsOnlyInputsOfItsContent() throws IOException {
    pipeline("run: touch out/made/a");
    Files.writeString(
        pipelines.resolve("p.yaml"),
        "  augment: { uses: augment, in: { examples: c.made } }\n",
        StandardOpenOption.APPEND);
    assertThat(Cli.runIn(home, home.resolve("outputs"), "run", "p").out())
        .contains("input 'examples' of stage 'augment' takes examples, but c.made is files");
  }

  /** DuckDB stands for whatever program people write Parquet with. */
  @Test
  void metricsOfAnotherProgramJoinTheRuns() throws Exception {
    Path table = pipelines.resolve("scores.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      duck.createStatement()
          .execute(
              "copy (select 'x' as stage, null::varchar as split, 'score' as name,"
                  + String.format(
                      Locale.ROOT,
                      " null::varchar as class, 0.5::double as value) to '%s' (format parquet)",
                      table));
    }
    pipeline("run: cp scores.parquet out/made\n      files: [scores.parquet]");
    edit("p.yaml", "made: files", "made: metrics");
    Cli.Result result = Cli.runIn(home, home.resolve("outputs"), "run", "p");
    assertThat(result.out()).contains("c: score 0.5000");
  }

  /** What they break is said by the stage itself, and nothing of it is published. */
  @Test
  void metricsWithoutANameFailTheirStage() throws Exception {
    Path table = pipelines.resolve("scores.parquet");
    duck("select 'x' as stage, null::varchar as name, 0.5::double as value", table);
    pipeline("run: cp scores.parquet out/made\n      files: [scores.parquet]");
    edit("p.yaml", "made: files", "made: metrics");
    assertThat(Cli.runIn(home, home.resolve("outputs"), "run", "p").out())
        .contains(
            "error: c: out/made/scores.parquet, row 0: column 'name' is null, where string is"
                + " expected; the output is declared as metrics");
  }

  /** DuckDB's whole numbers, decimals and lists, in another order, with a column more. */
  @Test
  void embeddingsOfAnotherProgramAreClustered() throws Exception {
    Path table = pipelines.resolve("e.parquet");
    duck(
        "select now() as at, [range % 3, 0.5] as vector, 'test' as split, range as id,"
            + " (range % 3)::bigint as label from range(30)",
        table);
    pipeline("run: cp e.parquet out/made\n      files: [e.parquet]");
    edit("p.yaml", "made: files", "made: embeddings");
    Files.writeString(
        pipelines.resolve("p.yaml"),
        "  k: { uses: kmeans, in: { embeddings: c.made }, with: { k: 3 } }\n",
        StandardOpenOption.APPEND);
    assertThat(outcomes(run("p"))).isEqualTo(Map.of("c", "ran", "k", "ran"));
  }

  private static void duck(String select, Path table) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      duck.createStatement()
          .execute(String.format(Locale.ROOT, "copy (%s) to '%s' (format parquet)", select, table));
    }
  }

  @Test
  @Timeout(60)
  void interruptedRunEndsTheProgramWithItsDescendants() throws Exception {
    Path pids = home.resolve("pids");
    pipeline(
        String.format(
            Locale.ROOT, "run: (sleep 1000 & echo $! >%1$s.part; mv %1$s.part %1$s; wait)", pids));
    AtomicInteger exitCode = new AtomicInteger();
    Thread run =
        new Thread(
            () -> exitCode.set(Cli.runIn(home, home.resolve("outputs"), "run", "p").exitCode()));
    run.start();
    while (!Files.exists(pids)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    long pid = Long.parseLong(Files.readString(pids).strip());
    assertThat(ProcessHandle.of(pid)).get().matches(ProcessHandle::isAlive);
    run.interrupt();
    run.join();
    assertThat(exitCode).hasValue(130);
    while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(latest().status()).isEqualTo(RunManifest.Status.INTERRUPTED);
  }

  private void pipeline(String with) throws IOException {
    Files.writeString(
        pipelines.resolve("p.yaml"),
        String.format(
            Locale.ROOT,
            """
            pipeline: p
            stages:
              c:
                uses: command
                with:
                  %s
                  outputs: { made: files }
            """,
            with));
  }

  private void edit(String file, String from, String to) throws IOException {
    Path path = pipelines.resolve(file);
    assertThat(path).content().contains(from);
    Files.writeString(path, Files.readString(path).replace(from, to));
  }

  private RunManifest run(String pipeline, String... sets) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", pipeline, "--json"));
    for (String set : sets) {
      arguments.addAll(List.of("--set", set));
    }
    Cli.Result result = Cli.runIn(home, home.resolve("outputs"), arguments.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.out()).isZero();
    return RunManifest.fromMap(Json.readObject(result.out()));
  }

  private RunManifest latest() throws IOException {
    return new RunFolders(home.resolve("outputs/runs")).find("latest");
  }

  private static List<String> why(RunManifest run, String stage) {
    return run.stage(stage).orElseThrow().why();
  }

  private static Map<String, String> outcomes(RunManifest run) {
    return run.stages().stream().collect(Collectors.toMap(StageEntry::name, StageEntry::outcome));
  }
}
