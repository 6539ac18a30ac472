package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.json.SealedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would run, and why. */
class StatusCommandTest {

  private static final String FRESH = "  number  cached\n  half    cached\n";

  @TempDir Path home;

  private CommandProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
  }

  @Test
  void firstRunAndThenNothing() throws IOException {
    assertThat(status())
        .isEqualTo("  number  would run (first run)\n  half    depends on number\n");
    project.run();
    assertThat(status()).isEqualTo(FRESH);
  }

  @Test
  void whereAnInterruptedStageGoesOnFromIsSaid() throws IOException {
    project.write("number.txt", ")");
    project.cli("run", "p");
    String key = CommandProject.stage(project.latest(), "number").key();
    Path checkpoints = project.outputs().resolve("store/checkpoints").resolve(key);
    Files.createDirectories(checkpoints);
    Files.writeString(checkpoints.resolve("resumption.txt"), "epoch 4 of 10\n");
    assertThat(status())
        .startsWith("  number  would run (first run; goes on from epoch 4 of 10)\n");
    assertThat(project.cli("status", "p", "--force", "number").out()).doesNotContain("epoch");
    assertThat(project.cli("run", "p").out()).contains("error: number: ");
  }

  @Test
  void exitCodeSaysWhetherAnythingWouldRun() throws IOException {
    assertThat(project.cli("status", "p").exitCode()).isZero();
    assertThat(project.cli("status", "p", "--exit-code").exitCode()).isEqualTo(3);
    project.run();
    assertThat(project.cli("status", "p", "--exit-code").exitCode()).isZero();
    assertThat(
            project.cli("status", "p", "--exit-code", "--set", CommandProject.ADD + 2).exitCode())
        .isEqualTo(3);
  }

  @Test
  void exitCodeDoesNotCountWhatIsNotSelected() throws IOException {
    project.run("--only", "number");
    assertThat(project.cli("status", "p", "--exit-code", "--only", "number").exitCode()).isZero();
    assertThat(project.cli("status", "p", "--exit-code").exitCode()).isEqualTo(3);
  }

  @Test
  void changedParameterAndFileAreNamed() throws IOException {
    project.run();
    assertThat(status("--set", CommandProject.ADD + 2))
        .isEqualTo("  number  would run (parameters.add 1 -> 2)\n  half    depends on number\n");
    project.write("number.txt", "4\n");
    assertThat(status("--set", CommandProject.ADD + 2))
        .startsWith("  number  would run (parameters.add 1 -> 2; file number.txt changed)\n");
    project.write("number.txt", "3\n");
    assertThat(status()).isEqualTo(FRESH);
  }

  /** 5 has the same half as 4: what comes out the same stops there. */
  @Test
  void sameBytesUpstreamStopTheChange() throws IOException {
    project.pipeline(
        CommandProject.CHAIN
            + """
            last:
              uses: command
              in: { h: half.h }
              with: { run: cp in/h/h.txt out/x, outputs: { x: files } }
            """);
    project.run();
    assertThat(status("--set", CommandProject.ADD + 2)).endsWith("  last    depends on half\n");
    assertThat(CommandProject.outcomes(project.run("--set", CommandProject.ADD + 2)))
        .isEqualTo(Map.of("number", "ran", "half", "ran", "last", "cached"));
  }

  @Test
  void forcedStageWouldRun() throws IOException {
    project.run();
    assertThat(status("--force", "half")).endsWith("  half    would run (forced)\n");
    assertThat(project.cli("run", "p", "--dry-run", "--force", "half").out())
        .isEqualTo(status("--force", "half"));
  }

  @Test
  void keyOfAnotherFormatIsTheReason() throws IOException {
    RunManifest run = project.run();
    String key = String.valueOf(CommandProject.stage(run, "number").key());
    Path record =
        project
            .outputs()
            .resolve("store/keys")
            .resolve(key.substring(0, 2) + "/" + key.substring(2) + ".json");
    Map<String, @Nullable Object> old = new LinkedHashMap<>(SealedJson.read(record));
    Map<String, @Nullable Object> preimage = JsonMaps.map(old, "preimage");
    preimage.put("format", 1L);
    old.put("preimage", preimage);
    Files.writeString(record, SealedJson.write(old));
    assertThat(status("--set", CommandProject.ADD + 2))
        .startsWith("  number  would run (key format 1 -> 3)\n");
  }

  @Test
  void jsonHasStateAndReasons() throws IOException {
    project.run();
    assertThat(Json.readObject(project.cli("status", "p", "--json", "--force", "half").out()))
        .isEqualTo(
            Map.of(
                "number", Map.of("state", "cached", "why", List.of()),
                "half", Map.of("state", "would run", "why", List.of("forced"))));
  }

  private String status(String... options) {
    List<String> arguments = new ArrayList<>(List.of("status", "p"));
    arguments.addAll(List.of(options));
    return project.cli(arguments.toArray(String[]::new)).out();
  }
}
