package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

  @TempDir Path home;

  private TinyProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = new TinyProject(home);
    project.dataset("header: true\nlabelColumn: label\nfolder: tiny");
  }

  @Test
  void jsonListHasWhatTheCatalogueSays() throws IOException {
    assertThat(json("data", "list"))
        .singleElement()
        .satisfies(
            dataset ->
                assertThat(dataset)
                    .containsEntry("name", "tiny")
                    .containsEntry("here", true)
                    .containsEntry("licence", null));
  }

  @Test
  void missingFileIsExitCodeThree() throws IOException {
    assertThat(run("data", "check", "tiny").exitCode()).isZero();
    Path file = home.resolve("data/tiny/test.csv");
    Files.delete(file);
    Cli.Result result = run("data", "check", "tiny");
    assertThat(result)
        .isEqualTo(new Cli.Result(3, "  present  train.csv\n  missing  " + file + " is missing\n"));
    assertThat(json("data", "check", "tiny").get(1))
        .isEqualTo(Map.of("file", "test.csv", "state", "missing", "problem", file + " is missing"));
    assertThat(json("data", "list").get(0)).containsEntry("here", false);
  }

  @Test
  void fetchedFileSaysHowItCame() throws IOException {
    Path test = home.resolve("data/tiny/test.csv");
    Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    Files.copy(home.resolve("data/tiny/train.csv"), elsewhere.resolve("train.csv"));
    Files.move(test, elsewhere.resolve("test.csv"));
    assertThat(json("data", "fetch", "tiny", "--from", elsewhere.toString()))
        .anySatisfy(
            file ->
                assertThat(file).containsEntry("file", "test.csv").containsEntry("way", "copied"))
        .allSatisfy(file -> assertThat(file).containsKey("bytes"));
    assertThat(test).exists();
  }

  /** The key holds what the reference means, and not how it was typed. */
  @Test
  void pathOfADatasetFileMayBeWrittenInSeveralWays() throws IOException {
    ingest("data/tiny.yaml");
    for (String other : List.of("./data/tiny.yaml", "data/../data/tiny.yaml")) {
      ingest(other);
      assertThat(new RunFolders(project.outputs().resolve("runs")).ids()).hasSize(1);
    }
  }

  private void ingest(String dataset) throws IOException {
    Cli.Result result =
        project.run(
            String.format(
                Locale.ROOT, "ingest: { uses: ingest, with: { dataset: %s } }\n", dataset));
    assertThat(result.exitCode()).as(result.out()).isZero();
  }

  private Cli.Result run(String... arguments) {
    return Cli.runIn(home, project.outputs(), arguments);
  }

  private List<Map<String, @Nullable Object>> json(String... arguments) throws IOException {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    return JsonMaps.maps(Json.readObject("{ \"all\": " + run(all).out() + " }"), "all");
  }
}
