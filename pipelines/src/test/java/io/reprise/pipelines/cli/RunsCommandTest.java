package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

  private static final String LONG = "a-pipeline-with-a-rather-long-name";

  @TempDir Path home;

  private CommandProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
  }

  @Test
  void columnsStandBelowEachOtherWhateverTheNames() throws IOException {
    RunManifest first = project.run();
    project.write(
        "long.yaml", "pipeline: " + LONG + "\nstages:\n" + CommandProject.CHAIN.indent(2));
    assertThat(project.cli("run", "long").exitCode()).isZero();
    assertThat(project.cli("runs").out().lines().map(line -> line.replaceAll(", .*", "")))
        .containsExactly(
            project.latest().id() + "  done         " + LONG + "   0 of  2 stages ran",
            first.id() + "  done         p" + " ".repeat(LONG.length()) + "  2 of  2 stages ran");
    assertThat(project.cli("runs", "--pipeline", "p").out().lines())
        .containsExactly("run                   ended", first.id() + "  done");
    assertThat(project.cli("runs", "--pipeline", "P2"))
        .isEqualTo(
            new Cli.Result(2, "error: there is no run of a pipeline 'P2'; did you mean 'p'?\n"));
  }

  @Test
  void runsOfAPipelineShowWhereTheyDiffer() throws IOException {
    RunManifest first = project.run();
    RunManifest second = project.run("--set", CommandProject.ADD + "7");
    String column = CommandProject.ADD.replace("=", "");
    Cli.Result table = project.cli("runs", "--pipeline", "p", "--csv", "--sort", column);
    assertThat(table.exitCode()).isZero();
    assertThat(table.out().lines().toList().get(0)).isEqualTo("run,ended," + column);
    assertThat(table.out().lines().skip(1))
        .hasSize(2)
        .anyMatch(line -> line.startsWith(second.id()) && line.endsWith(",7"))
        .anyMatch(line -> line.startsWith(first.id()));
    assertThat(project.cli("runs", "--csv").out())
        .contains("name the pipeline whose runs are to be compared: --pipeline NAME");
  }

  @Test
  void jsonHonoursPipelineColumnsAndOrder() throws IOException {
    project.write(
        "long.yaml", "pipeline: " + LONG + "\nstages:\n" + CommandProject.CHAIN.indent(2));
    project.cli("run", "long");
    RunManifest first = project.run("--set", CommandProject.ADD + "7");
    RunManifest second = project.run("--set", CommandProject.ADD + "5");
    String column = CommandProject.ADD.replace("=", "");

    Map<String, @Nullable Object> json =
        Json.readObject(
            "{\"runs\":"
                + project
                    .cli("runs", "--json", "--pipeline", "p", "--param", column, "--sort", column)
                    .out()
                + "}");

    List<Map<String, @Nullable Object>> runs = JsonMaps.maps(json, "runs");
    assertThat(runs).extracting(run -> run.get("id")).containsExactly(first.id(), second.id());
    assertThat(runs)
        .extracting(run -> JsonMaps.map(run, "columns").get(column))
        .containsExactly(7L, 5L);
    assertThat(project.cli("runs", "--json", "--pipeline", "p", "--metric", "a.b").exitCode())
        .isEqualTo(2);
    assertThat(project.cli("runs", "--json", "--metric", "a.b").exitCode()).isEqualTo(2);
  }

  @Test
  void eachEndIsSaid() throws IOException {
    RunManifest done = project.run();
    for (Status status : List.of(Status.FAILED, Status.INTERRUPTED, Status.RUNNING)) {
      String id = project.runs().create(Instant.now(), bound -> 1);
      project
          .runs()
          .write(
              new RunManifest(
                  id,
                  "p",
                  "p.yaml",
                  List.of(),
                  "",
                  0,
                  status,
                  null,
                  done.environment(),
                  List.of()));
    }
    // A run that goes on holds this file; who finds it free knows that its process has died.
    Files.createFile(project.runs().folder(project.latest().id()).resolve("running.lock"));
    assertThat(project.cli("runs").out().lines().map(line -> line.substring(22, 33).strip()))
        .containsExactly("killed", "interrupted", "failed", "done");
  }

  @Test
  void runThatCannotBeReadIsAWarning() throws IOException {
    RunManifest torn = project.run();
    project.run("--set", CommandProject.ADD + "7");
    Files.writeString(project.runs().folder(torn.id()).resolve("run.json"), "{");
    Cli.Result result = project.cli("runs");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines()).hasSize(2).anyMatch(line -> line.startsWith("warning: "));
    assertThat(project.cli("runs", "--quiet").out()).isEmpty();
  }

  @Test
  void emptyStoreSaysSo(@TempDir Path empty) throws IOException {
    assertThat(CommandProject.with(empty, CommandProject.CHAIN).cli("runs").out())
        .isEqualTo("no runs yet\n");
  }
}
