package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.sweep.SweepResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps over quick shell stages, each of which notes that it was executed. */
@Timeout(120)
class SweepCommandTest {

  private static final String STAGES =
      """
      shared:
        uses: command
        with: { run: "echo shared >>%1$s; touch out/x/x", outputs: { x: files } }
      scaled:
        uses: command
        in: { x: shared.x }
        with:
          run: "echo scaled $by >>%1$s; [ $by != 13 ]; echo $by >out/y/y; while [ $by = 4 ] && [ -e %2$s ]; do sleep 0.05; done"
          parameters: { by: 1 }
          outputs: { y: files }
      seeded:
        uses: command
        in: { y: scaled.y }
        with:
          run: "echo seeded $(cat in/y/y) $seed >>%1$s; echo $(cat in/y/y) $seed >out/z/z"
          parameters: { seed: "${seed}" }
          outputs: { z: files }
      """;

  @TempDir Path home;

  private CommandProject project;
  private Path executed;
  private Path hold;

  @BeforeEach
  void makeProject() throws IOException {
    executed = home.resolve("executed");
    hold = home.resolve("hold");
    project = CommandProject.with(home, "");
    project.write(
        "p.yaml",
        "pipeline: p\nparams: { seed: 1 }\nstages:\n"
            + String.format(Locale.ROOT, STAGES, executed, hold).indent(2));
  }

  private static final String BY = "scaled.parameters.by=";

  @Test
  void whatPointsShareRunsOnceAndEachPointIsARun() throws IOException {
    Cli.Result result = project.cli("sweep", "p", BY + "2,3", "seed=1..3", "--jobs", "2");
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(executed()).hasSize(1 + 2 + 6).doesNotHaveDuplicates();
    assertThat(project.runs().ids()).hasSize(6);
    for (String id : project.runs().ids()) {
      RunManifest run = project.runs().read(id);
      assertThat(run.status()).isEqualTo(RunManifest.Status.DONE);
      assertThat(run.pipeline()).isEqualTo("p");
      assertThat(project.runs().folder(id).resolve("seeded/z/z")).exists();
    }
    assertThat(project.cli("verify").exitCode()).isZero();
    assertThat(project.cli("runs", "--pipeline", "p").out()).contains("seeded.parameters.seed");
  }

  @Test
  void sameSweepAgainExecutesNothingAndMakesNoNewRun() throws IOException {
    Cli.Result first = project.cli("sweep", "p", BY + "2,3", "seed=1..2");
    byte[] table = Files.readAllBytes(table());
    List<String> runs = project.runs().ids();
    Cli.Result again = project.cli("sweep", "p", BY + "2,3", "seed=1..2");
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("1/4  by 2  seed 1  cached").doesNotContain(" ran ");
    assertThat(executed()).hasSize(1 + 2 + 4);
    assertThat(project.runs().ids()).isEqualTo(runs);
    assertThat(Files.readAllBytes(table())).isEqualTo(table);
    assertThat(lastLine(again)).isEqualTo(lastLine(first));
  }

  /** A kill between the making of its folder and the end of its files. */
  @Test
  void folderOfASweepThatWasNotWrittenIsPassedOver() throws IOException {
    Cli.Result first = project.cli("sweep", "p", BY + "2,3", "seed=1..2");
    Files.createDirectories(project.outputs().resolve("sweeps").resolve("29991231-235959-abcd"));
    Cli.Result shown = project.cli("sweep");
    assertThat(shown.exitCode()).as(shown.out()).isZero();
    assertThat(lastLine(shown)).isEqualTo(lastLine(first));
  }

  @Test
  void dryRunCountsSharedStagesOnceAndExecutesNothing() throws IOException {
    Cli.Result result = project.cli("sweep", "p", BY + "2,3", "seed=1..3", "--dry-run");
    assertThat(result.out())
        .contains("  by 3  seed 2")
        .endsWith("6 points of 18 stages are 9 different ones; 0 are in the store, 9 would run\n");
    assertThat(executed).doesNotExist();
    project.cli("sweep", "p", BY + "2", "seed=1..3");
    assertThat(project.json("sweep", "p", BY + "2,3", "seed=1..3", "--dry-run"))
        .isEqualTo(Map.of("points", 6L, "stages", 18L, "distinct", 9L, "cached", 5L, "toRun", 4L));
  }

  @Test
  void failedPointIsNamedAndTheOthersGoOn() throws IOException {
    Cli.Result result = project.cli("sweep", "p", BY + "2,13,4", "seed=1..2");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("by 2   seed 1  ran", "by 4   seed 2  ran")
        .contains("error: by 13, seed 1: scaled: ", "error: by 13, seed 2: scaled: ");
    assertThat(project.runs().ids()).as("the second seed began nothing").hasSize(5);
    assertThat(project.json("sweep").get("states")).isEqualTo(Map.of("done", 4L, "failed", 2L));
  }

  /** The process is killed while it works on the third of four settings. */
  @Test
  void killedSweepGoesOnWithTheSameTableAndExecutesNothingTwice() throws Exception {
    String[] command = {"sweep", "p", BY + "2,4,3", "seed=1..2"};
    CommandProject undisturbed = project;
    assertThat(undisturbed.cli(command).exitCode()).isZero();
    byte[] expected = Files.readAllBytes(table());
    List<String> all = executed();
    Files.delete(executed);
    Files.move(project.outputs(), home.resolve("undisturbed"));

    Files.createFile(hold);
    Process process = started(command);
    while (Files.notExists(executed) || executed().stream().noneMatch("scaled 4"::equals)) {
      assertThat(process.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(5);
    }
    process.destroyForcibly().waitFor();
    Files.delete(hold);
    List<String> before = executed();
    Cli.Result rest = project.cli(command);
    assertThat(rest.exitCode()).as(rest.out()).isZero();
    assertThat(Files.readAllBytes(table())).isEqualTo(expected);
    List<String> twice = new ArrayList<>(executed());
    all.forEach(twice::remove);
    assertThat(twice).as("only what was at work").containsExactly("scaled 4");
    assertThat(before).hasSize(1 + 3 + 1);
    assertThat(project.cli("verify").exitCode()).isZero();
    assertThat(project.cli("gc", "--keep", "1").exitCode()).isZero();
    assertThat(project.json("sweep", command[1], command[2], command[3], "--dry-run"))
        .as("gc keeps what a sweep has")
        .containsEntry("toRun", 0L);
  }

  @Test
  void interruptEndsItInGoodOrderAndTheNextSweepGoesOn() throws Exception {
    Files.createFile(hold);
    Process process = started("sweep", "p", BY + "2,4", "seed=1");
    while (Files.notExists(executed) || executed().stream().noneMatch("scaled 4"::equals)) {
      assertThat(process.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(5);
    }
    process.destroy(); // as by kill, which needs no terminal
    assertThat(process.waitFor()).isEqualTo(143);
    assertThat(Files.readString(home.resolve("said")))
        .contains("1/2  by 2  seed 1  ran", "interrupted; what is finished is kept")
        .doesNotContain("failed", "2/2");
    assertThat(project.latest().status()).isEqualTo(RunManifest.Status.INTERRUPTED);
    Files.delete(hold);
    assertThat(project.cli("sweep", "p", BY + "2,4", "seed=1").exitCode()).isZero();
  }

  @Test
  void wrongAxesAreSaidBeforeAnythingRuns() {
    assertThat(project.cli("sweep", "p", "scaled.parametres.by=1,2").out())
        .contains(" with sweep scaled.parametres.by=1: ", "did you mean 'parameters'?");
    assertThat(project.cli("sweep", "p", "sede=1,2").out())
        .contains("error: sweep sede=1: there is no parameter 'sede' in 'params'")
        .contains("did you mean 'seed'?");
    assertThat(project.cli("sweep", "p", BY + "1,2", "--set", BY + "3").out())
        .isEqualTo(
            "error: --set scaled.parameters.by: the sweep varies it; leave one of them out\n");
    assertThat(
            project.cli("sweep", "p", "scaled.parameters={by: 1},{by: 2}", "--set", BY + "3").out())
        .as("the axis would set it anew")
        .isEqualTo(
            "error: --set scaled.parameters.by: the sweep varies it; leave one of them out\n");
    assertThat(project.cli("sweep", "p", "seed=1,2", "--best", "scalde.x").out())
        .isEqualTo("error: --best scalde.x: there is no stage 'scalde'; did you mean 'scaled'?\n");
    assertThat(project.cli("sweep", "p").out()).contains("there is nothing to vary");
    assertThat(executed).doesNotExist();
  }

  @Test
  void metricThatNoPointHasLeavesTheTable() {
    Cli.Result result = project.cli("sweep", "p", BY + "1,2", "--best", "scaled.nothing");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out())
        .contains("reference: ")
        .contains("error: --best scaled.nothing: no point has it")
        .containsPattern("nothing has to run again for another: \\./reprise sweep --show \\S+\n");
  }

  /** They would be counted as replicates that agree. */
  @Test
  void pointsThatAreTheSameAreAnError() throws IOException {
    project.write(
        "p.yaml", Files.readString(project.pipelines().resolve("p.yaml")).replace("${seed}", "7"));
    assertThat(project.cli("sweep", "p", "seed=1..2").out())
        .isEqualTo(
            "error: sweep: the points seed=1 and seed=2 are the same: what they differ in reaches"
                + " no stage\n");
  }

  private Process started(String... arguments) throws IOException {
    return new CliProcess(
            Main.class,
            CliProcess.thisJava(),
            List.of(),
            Map.of("LC_ALL", "C.UTF-8", "PATH", System.getenv("PATH")))
        .start(home, project.outputs(), home.resolve("said"), arguments);
  }

  private List<String> executed() throws IOException {
    return Files.readAllLines(executed, StandardCharsets.UTF_8);
  }

  private Path table() throws IOException {
    SweepResult sweep = new Project(home, project.outputs(), "").sweeps().find("latest");
    return project.outputs().resolve("sweeps").resolve(sweep.id()).resolve("table.parquet");
  }

  private static String lastLine(Cli.Result result) {
    List<String> lines = result.out().lines().toList();
    return lines.get(lines.size() - 1);
  }
}
