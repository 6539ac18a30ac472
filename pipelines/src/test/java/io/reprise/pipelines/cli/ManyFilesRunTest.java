package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stage that reads a folder of files from outside the pipeline. */
class ManyFilesRunTest {

  @TempDir Path home;

  private CommandProject project;
  private Path many;

  @BeforeEach
  void makeProject() throws IOException {
    project =
        CommandProject.with(
            home,
            """
            count:
              uses: command
              with: { run: ls many | wc -l >out/n/n.txt, files: [many], outputs: { n: files } }
            """);
    many = Files.createDirectories(project.pipelines().resolve("many"));
  }

  @Test
  void whatIsWrittenAndSaidOfAThousandFilesIsShort() throws IOException {
    write(1_000, "");
    RunManifest first = project.run();
    assertThat(keyRecord(first)).content().hasSizeLessThan(3_000);
    write(1_000, "changed");
    RunManifest second = project.run();
    assertThat(CommandProject.stage(second, "count").why())
        .containsExactly("1,000 files changed, such as many/00000");
    assertThat(project.outputs().resolve("runs/" + second.id() + "/run.json"))
        .content()
        .hasSizeLessThan(10_000);
    assertThat(project.cli("diff", "--json").out()).hasSizeLessThan(100_000);
    assertThat(project.cli("show", "latest", "count", "--json").out()).hasSizeLessThan(50_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo x >many/00007                 | file many/00007 changed",
        "echo x >many/new                   | file many/new added",
        "rm many/00007                      | file many/00007 removed",
        "mv many/00007 many/seven           | file moved: many/00007 -> many/seven",
        "for i in many/*; do echo >>$i; done | 20 files changed, such as many/00000",
      })
  void whatHappenedToAFileIsSaid(String change, String reason) throws Exception {
    write(20, "");
    String before = CommandProject.stage(project.run(), "count").key();
    Process shell =
        new ProcessBuilder("sh", "-c", change).directory(project.pipelines().toFile()).start();
    assertThat(shell.waitFor()).isZero();
    assertThat(project.cli("status", "p").out()).contains("would run (" + reason + ")");
    RunManifest after = project.run();
    assertThat(CommandProject.stage(after, "count").why()).containsExactly(reason);
    assertThat(CommandProject.stage(after, "count").key()).isNotEqualTo(before);
    assertThat(project.cli("diff").out()).contains(": " + reason);
  }

  @Test
  void keyHasTheDigestOfTheListing() throws IOException {
    write(2, "");
    assertThat(listing(project.run()))
        .hasContent(Digest.of("0") + "  many/00000\n" + Digest.of("1") + "  many/00001\n");
  }

  @Test
  void gcKeepsTheListing() throws IOException {
    write(3, "");
    Path gone = listing(project.run());
    write(3, "changed");
    Path kept = listing(project.run());
    assertThat(project.cli("gc", "--keep", "1").exitCode()).isZero();
    assertThat(kept).exists();
    assertThat(gone).doesNotExist();
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  @Test
  void verifyMissesTheListingAndTheNextRunWritesItAnew() throws IOException {
    write(3, "");
    Path listing = listing(project.run());
    Files.delete(listing);
    assertThat(project.cli("verify").out()).contains("error: " + listing + " is missing, which ");
    assertThat(project.cli("show", "latest", "count").out())
        .contains("\nreads files whose listing is no longer in the store\n");
    assertThat(CommandProject.outcomes(project.run())).containsEntry("count", "cached");
    assertThat(listing).exists();
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  @Test
  void listingThatIsGoneLeavesThePlainFact() throws IOException {
    write(3, "");
    Files.delete(listing(project.run()));
    write(3, "changed");
    assertThat(project.cli("status", "p").out()).contains("would run (files changed)");
  }

  @Test
  void listingComesFromTheSharedStore() throws IOException {
    write(3, "");
    String shared = home.resolve("shared").toString();
    Path listing = listing(project.run("--store", shared));
    Path elsewhere = home.resolve("elsewhere");
    assertThat(Cli.runIn(home, elsewhere, "run", "p", "--store", shared).out())
        .containsPattern("count +cached");
    assertThat(elsewhere.resolve(project.outputs().relativize(listing))).exists();
    Files.writeString(many.resolve("00001"), "changed");
    assertThat(Cli.runIn(home, elsewhere, "status", "p").out())
        .contains("would run (file many/00001 changed)");
  }

  @Test
  void ofManyFilesTheFirstAreShownAndTheOthersCounted() throws IOException {
    write(150, "");
    RunManifest run = project.run();
    assertThat(project.cli("show", "latest", "count").out())
        .contains("\nreads many/00009  " + Digest.of("9").shortHex() + "\nreads 140 more files\n");
    Map<String, @Nullable Object> read =
        JsonMaps.map(project.json("show", "latest", "count"), "read");
    assertThat(JsonMaps.map(read, "files"))
        .hasSize(100)
        .containsEntry("many/00099", Digest.of("99").hex());
    assertThat(read)
        .containsEntry("fileCount", 150L)
        .containsEntry("listing", Digest.of(listing(run)).hex());
  }

  @Test
  void ofManyCausesJsonHasTheFirstAndANumber() throws IOException {
    write(150, "");
    project.run();
    write(150, "changed");
    project.run();
    Map<String, @Nullable Object> count = JsonMaps.maps(project.json("diff"), "stages").get(0);
    List<Map<String, @Nullable Object>> causes = JsonMaps.maps(count, "causes");
    assertThat(causes).hasSize(100);
    assertThat(causes.get(0))
        .isEqualTo(
            Map.of(
                "part",
                "file",
                "name",
                "many/00000",
                "before",
                Digest.of("0").hex(),
                "after",
                Digest.of("changed0").hex()));
    assertThat(count).containsEntry("moreCauses", 50L);
  }

  private void write(int count, String start) throws IOException {
    for (int i = 0; i < count; i++) {
      Files.writeString(many.resolve(String.format(Locale.ROOT, "%05d", i)), start + i);
    }
  }

  private Path keyRecord(RunManifest run) {
    String key = Objects.requireNonNull(CommandProject.stage(run, "count").key());
    return project
        .outputs()
        .resolve("store/keys")
        .resolve(key.substring(0, 2) + "/" + key.substring(2) + ".json");
  }

  /** Where the store has it. */
  private Path listing(RunManifest run) throws IOException {
    Map<String, @Nullable Object> record = Json.readObject(keyRecord(run));
    return project.object(JsonMaps.text(JsonMaps.map(record, "preimage"), "files"));
  }
}
