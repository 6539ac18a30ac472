package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  @TempDir Path home;

  private CommandProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
  }

  @Test
  void runIsShownWithItsStagesInColumns() throws IOException {
    RunManifest run = project.run("--until", "number");
    assertThat(project.cli("show").out())
        .startsWith(run.id() + "  p  done  " + run.startedText() + " UTC\n")
        .containsPattern(
            "\n  number  ran {11} *[\\d.]+ s  first run\n  half    not selected +0.0 s\n");
  }

  @Test
  void stageIsShownWithAllThatIsKnownOfIt() throws IOException {
    project.pipeline(CommandProject.CHAIN.replace("run: echo $((", "run: echo hello; echo $(("));
    StageEntry number = CommandProject.stage(project.run(), "number");
    assertThat(project.cli("show", "latest", "number").out())
        .startsWith(
            String.format(
                Locale.ROOT,
                "number (command), ran: first run\nkey       %s\nartifact  %s\n{\n  \"files\" : ",
                number.key(),
                number.artifact()))
        .endsWith(
            String.format(
                Locale.ROOT,
                "n/n.txt  %s  2 bytes\nlog, the last lines of 1:\n  | hello\n",
                Digest.of("4\n").shortHex()));
  }

  @Test
  void whatAStageReadIsShown() throws IOException {
    project.write("extra.txt", "7\n");
    project.pipeline(
        CommandProject.CHAIN.replace(
            "outputs: { h: files }", "outputs: { h: files }\n    files: [extra.txt]"));
    RunManifest run = project.run();
    String out = project.cli("show", "latest", "half").out();
    assertThat(out)
        .containsPattern("\ninput \\w+  number\\.\\w+  [0-9a-f]{8}\n")
        .contains("\nreads extra.txt  " + Digest.of("7\n").shortHex() + "\n");
    assertThat(project.cli("show", "latest", "half", "--json").out())
        .contains("\"extra.txt\" : \"" + Digest.of("7\n").hex() + "\"");
    assertThat(run.status()).isEqualTo(RunManifest.Status.DONE);
  }

  @Test
  void longLogIsShownByItsEnd() throws IOException {
    project.pipeline(CommandProject.CHAIN.replace("run: echo $((", "run: seq 30; echo $(("));
    project.run();
    assertThat(project.cli("show", "latest", "number").out())
        .contains("log, the last lines of 30:\n  | 21\n")
        .endsWith("  | 30\n");
  }

  @Test
  void failedStageIsShownWithItsKeyAndReason() throws IOException {
    project.pipeline(CommandProject.CHAIN.replace("run: echo $((", "run: exit 7; echo $(("));
    assertThat(project.cli("run", "p").exitCode()).isEqualTo(1);
    assertThat(project.cli("show", "latest", "number").out())
        .startsWith("number (command), failed: ")
        .contains("ended with exit code 7")
        .contains("key       " + CommandProject.stage(project.latest(), "number").key() + "\n")
        .contains("artifact  none\n");
  }

  /** What the store has dropped is still in the run's folder. */
  @Test
  void filesAreShownThoughTheStoreHasForgottenTheKey() throws IOException {
    StageEntry number = CommandProject.stage(project.run(), "number");
    String key = String.valueOf(number.key());
    Files.delete(
        project
            .outputs()
            .resolve("store/keys")
            .resolve(key.substring(0, 2) + "/" + key.substring(2) + ".json"));
    Map<String, @Nullable Object> shown = project.json("show", "latest", "number");
    assertThat(shown.get("files")).isEqualTo(NUMBER_FILES);
    assertThat(shown).containsEntry("versions", List.of());
  }

  private static final List<Map<String, Object>> NUMBER_FILES =
      List.of(Map.of("path", "n/n.txt", "sha256", Digest.of("4\n").hex(), "bytes", 2L));

  @Test
  void jsonOfAStageHasItsEntryFilesAndVersions() throws IOException {
    StageEntry number = CommandProject.stage(project.run(), "number");
    Map<String, @Nullable Object> shown = project.json("show", "latest", "number");
    assertThat(shown)
        .containsEntry("name", "number")
        .containsEntry("key", number.key())
        .containsEntry("why", List.of("first run"))
        .containsEntry("files", NUMBER_FILES);
    assertThat(String.valueOf(shown.get("versions"))).startsWith("[{artifact=" + number.artifact());
  }

  @Test
  void stageThatIsNotThereIsWrongUse() throws IOException {
    RunManifest run = project.run();
    assertThat(project.cli("show", "latest", "nmber"))
        .isEqualTo(
            new Cli.Result(
                2, "error: " + run.id() + " has no stage 'nmber'; did you mean 'number'?\n"));
  }
}
