package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {

  @TempDir Path home;

  private CommandProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
  }

  @AfterEach
  void expectNothingLeftBehind() throws IOException {
    try (Stream<Path> left = Files.list(project.outputs())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("store", "runs");
    }
    assertThat(project.runs().ids()).as("it is no run").hasSize(1);
  }

  @Test
  void equalRunIsReproduced() throws IOException {
    RunManifest run = project.run();
    Cli.Result result = project.cli("reproduce", run.id().substring(0, 12));
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .endsWith("  number: equal\n  half: equal\n" + run.id() + " is reproduced\n")
        .containsPattern("number  ran .* first run");
  }

  /** Whoever reproduces it may stand elsewhere than who ran it. */
  @Test
  void pipelineFileIsKnownFromTheProjectsHome() throws IOException {
    assertThat(project.run().file()).isEqualTo("pipelines/p.yaml");
    assertThat(project.cli("reproduce").exitCode()).isZero();
  }

  @Test
  void driftingStageIsNamed() throws IOException {
    project.pipeline(CommandProject.CHAIN + CommandProject.DRIFT);
    project.run();
    Cli.Result result = project.cli("reproduce", "--jobs", "2");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out())
        .contains("  half: equal\n", "  drift: DIFFERENT\n")
        .endsWith(" is NOT reproduced\n");
  }

  /** The manifest has all that it needs. */
  @Test
  void pipelineFileEditedSinceDoesNotMatter() throws IOException {
    project.run("--set", CommandProject.ADD + 5);
    project.write("p.yaml", "no pipeline");
    assertThat(project.cli("reproduce").exitCode()).isZero();
  }

  @Test
  void declaredFileChangedSinceIsNamed() throws IOException {
    project.run();
    project.write("number.txt", "30\n");
    Cli.Result result = project.cli("reproduce");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out())
        .contains("  number: DIFFERENT (file number.txt changed)\n")
        .contains("  half: DIFFERENT (input n changed)\n");
  }

  @Test
  void stageThatFailsIsDifferentAndSaysWhy() throws IOException {
    Path undeclared = Files.writeString(home.resolve("undeclared"), "1\n");
    project.pipeline(
        CommandProject.CHAIN.replace(
            "number.txt) + add", "number.txt) + $(cat " + undeclared + ")"));
    project.run();
    Files.delete(undeclared);
    Cli.Result result = project.cli("reproduce");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out())
        .contains("  number: DIFFERENT (")
        .contains("No such file or directory")
        .contains("  half: DIFFERENT (needs number, which failed)\n");
    assertThat(project.cli("reproduce", "--quiet").out().lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("error: number: "));
  }

  @Test
  void jsonSaysItStageByStage() throws IOException {
    RunManifest run = project.run();
    project.write("number.txt", "4\n"); // 5 instead of 4: the same half
    assertThat(project.json("reproduce"))
        .containsEntry("run", run.id())
        .containsEntry("reproduced", false)
        .containsEntry(
            "stages",
            List.of(
                Map.of(
                    "stage", "number", "equal", false, "why", List.of("file number.txt changed")),
                Map.of("stage", "half", "equal", true, "why", List.of("input n changed"))));
  }
}
