package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running again what the store has, and what that shows of a stage. */
class ForcedRunTest {

  private static final String WARNING =
      "NOT REPRODUCIBLE: running it again gave other bytes (2 versions are kept, the latest is used)";

  @TempDir Path home;

  private CommandProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN + CommandProject.DRIFT);
  }

  @Test
  void sameBytesAreSaidAndRunNothingElse() throws IOException {
    project.run();
    RunManifest forced = project.run("--force", "number");
    assertThat(CommandProject.outcomes(forced))
        .isEqualTo(Map.of("number", "ran", "half", "cached", "drift", "cached"));
    assertThat(CommandProject.stage(forced, "number").why())
        .containsExactly("forced", "the same bytes as before");
    assertThat(CommandProject.stage(forced, "number").warnings()).isEmpty();
  }

  @Test
  void otherBytesAreSaidInThisRunAndInLaterOnes() throws IOException {
    project.run();
    Cli.Result forced = project.cli("run", "p", "--force", "drift");
    assertThat(forced.exitCode()).isZero();
    assertThat(forced.out())
        .contains("forced; OTHER BYTES than before\n")
        .contains("warning: drift: " + WARNING + "\n");
    RunManifest later = project.run();
    assertThat(CommandProject.stage(later, "drift").outcome()).isEqualTo("cached");
    assertThat(CommandProject.stage(later, "drift").warnings()).containsExactly(WARNING);
  }

  @Test
  void versionsAreKeptAndShown() throws IOException {
    String first = artifact(project.run());
    String second = artifact(project.run("--force", "drift"));
    assertThat(second).isNotEqualTo(first);
    assertThat(project.cli("show", "latest", "drift").out())
        .contains(
            String.format(
                Locale.ROOT,
                "versions  NOT REPRODUCIBLE: %s, %s, latest first\n",
                second.substring(0, 8),
                first.substring(0, 8)));
    assertThat(project.cli("verify").exitCode()).as("the first run's, too").isZero();
  }

  @Test
  void diffOfTheTwoRunsSaysIt() throws IOException {
    project.run();
    project.run("--force", "drift");
    Cli.Result diff = project.cli("diff");
    assertThat(diff.exitCode()).isEqualTo(3);
    assertThat(diff.out())
        .contains("  number  same\n", "  drift   NOT REPRODUCIBLE: same key, other bytes\n");
  }

  @Test
  void forceAllRunsEveryStageThatIsSelected() throws IOException {
    project.run();
    assertThat(CommandProject.outcomes(project.run("--force-all")).values()).containsOnly("ran");
    assertThat(CommandProject.outcomes(project.run("--force-all", "--only", "half")))
        .isEqualTo(Map.of("number", "cached", "half", "ran", "drift", "not selected"));
  }

  @Test
  void forcingWhatIsNotSelectedIsWrongUse() {
    assertThat(project.cli("run", "p", "--only", "half", "--force", "number"))
        .isEqualTo(
            new Cli.Result(2, "error: --force number: the stage is not among the selected\n"));
    assertThat(project.outputs().resolve("runs")).doesNotExist();
  }

  private static String artifact(RunManifest run) {
    return String.valueOf(CommandProject.stage(run, "drift").artifact());
  }
}
