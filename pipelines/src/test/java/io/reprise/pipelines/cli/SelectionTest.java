package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --only}, {@code --from} and {@code --until}. */
class SelectionTest {

  @TempDir Path home;

  private CommandProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN + CommandProject.DRIFT);
  }

  @Test
  void untilRunsAStageAndWhatItNeeds() throws IOException {
    assertThat(CommandProject.outcomes(project.run("--until", "half")))
        .isEqualTo(Map.of("number", "ran", "half", "ran", "drift", "not selected"));
  }

  @Test
  void fromRunsAStageAndWhatDependsOnIt() throws IOException {
    assertThat(CommandProject.outcomes(project.run("--from", "number")))
        .isEqualTo(Map.of("number", "ran", "half", "ran", "drift", "not selected"));
  }

  @Test
  void onlyTakesTheRestFromTheStore() throws IOException {
    project.run("--until", "number");
    assertThat(CommandProject.outcomes(project.run("--only", "half")))
        .isEqualTo(Map.of("number", "cached", "half", "ran", "drift", "not selected"));
  }

  @Test
  void missingInputIsOneLineThatSaysWhichAndWhyAndHow() throws IOException {
    for (String option : List.of("--only", "--from")) {
      Cli.Result first = project.cli("run", "p", option, "half");
      assertThat(first.exitCode()).isEqualTo(1);
      assertThat(errors(first))
          .containsExactly(
              "error: half: its input number is not in the store (first run); get it with --until"
                  + " number");
    }
    project.run();
    assertThat(errors(project.cli("run", "p", "--only", "half", "--set", CommandProject.ADD + "9")))
        .containsExactly(
            "error: half: its input number is not in the store (parameters.add 1 -> 9); get it with"
                + " --until number");
  }

  @Test
  void statusForeseesTheMissingInput() throws IOException {
    assertThat(project.cli("status", "p", "--only", "half").out())
        .isEqualTo(
            """
              number  not selected (first run)
              half    would fail (its input number is not in the store; get it with --until number)
              drift   not selected (first run)
            """);
  }

  @Test
  void oneWayToChooseExcludesTheOthers() {
    Cli.Result result = project.cli("run", "p", "--only", "half", "--from", "half");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).contains("--only=STAGE, --from=STAGE are mutually exclusive");
  }

  private static List<String> errors(Cli.Result result) {
    return result.out().lines().filter(line -> line.startsWith("error:")).toList();
  }
}
