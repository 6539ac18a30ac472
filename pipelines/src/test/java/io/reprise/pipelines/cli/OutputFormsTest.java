package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the output of every command. */
class OutputFormsTest {

  @TempDir static Path home;

  private static CommandProject project;

  @BeforeAll
  static void runTwice() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
    project.run();
    project.run("--set", CommandProject.ADD + 7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run p",
        "run p --dry-run",
        "status p",
        "diff",
        "runs",
        "show",
        "show latest half",
        "stages",
        "stages train",
        "graph p",
        "verify",
        "gc",
        "reproduce",
      })
  void jsonIsAllThatIsPrintedAndQuietIsNothing(String command) throws IOException {
    assertThat(project.cli(words(command)).out()).isNotEmpty();
    String json = project.cli(words(command + " --json")).out();
    assertThat(Json.readObject("{ \"all\": " + json + " }").get("all")).isNotNull();
    assertThat(project.cli(words(command + " --quiet")).out()).isEmpty();
  }

  /** With the catalogue and the sample that come with Reprise. */
  @ParameterizedTest
  @CsvSource({
    "data list, sample",
    "data check sample, train-images-idx3-ubyte.gz",
    "data fetch sample, train-images-idx3-ubyte.gz"
  })
  void soItIsForDatasets(String command, String word) throws IOException {
    assertThat(Cli.run(home, words(command)).out()).contains(word);
    String json = Cli.run(home, words(command + " --json")).out();
    assertThat(String.valueOf(Json.readObject("{ \"all\": " + json + " }").get("all")))
        .contains(word);
    assertThat(Cli.run(home, words(command + " --quiet")).out()).isEmpty();
  }

  @Test
  void errorsAreSaidQuietly() {
    assertThat(project.cli("run", "p", "--quiet", "--set", CommandProject.ADD + "x)"))
        .satisfies(result -> assertThat(result.exitCode()).isEqualTo(1))
        .satisfies(
            result ->
                assertThat(result.out().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("error: number: ")));
  }

  @Test
  void jsonAndQuietExcludeEachOther() {
    Cli.Result result = project.cli("runs", "--json", "--quiet");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).contains("--json, --quiet are mutually exclusive");
  }

  /** A command that took what it cannot use would let its user believe that it does. */
  @ParameterizedTest
  @CsvSource({
    "graph --jobs 2",
    "graph --force half",
    "status --jobs 2",
    "status --memory 1g",
    "status --keep-going",
    "gc --store x",
    "verify --store x",
    "runs --store x",
    "reproduce --force half",
    "data list --store x",
  })
  void optionThatACommandCannotUseIsUnknown(String command) {
    Cli.Result result = project.cli(words(command));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).startsWith("error: Unknown option");
  }

  private static String[] words(String command) {
    return command.split(" ");
  }
}
