package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.SourceJar;
import io.reprise.pipelines.cli.Cli.Result;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar in {@code pipelines/lib}: the shared store's file system comes from it, and no more. */
class LibraryJarsTest {

  private static final String BEAM = "reprise.beam";

  /** A stage that puts out what it finds of the jar in {@code pipelines/lib}. */
  private static final String PROBE =
      """
      package probe;

      import io.reprise.stages.spi.*;
      import java.util.*;
      import org.apache.beam.sdk.Pipeline;
      import org.apache.beam.sdk.io.FileSystemRegistrar;
      import org.apache.beam.sdk.io.FileSystems;
      import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
      import org.apache.beam.sdk.transforms.Create;
      import org.apache.beam.sdk.values.PCollection;

      public final class Probe implements Stage {
        public StageType type() {
          return new StageType("probe", "What it finds.", "uses: probe", List.of(), List.of(),
              List.of(StageType.output("found", Content.FILES, "what it found")));
        }

        public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
          String options = String.valueOf(beam.getOptions().getTempLocation());
          return beam.apply(Create.of(options))
              .apply(WriteFiles.of(context, (job, attempt) ->
                  attempt.writeText("found", "found.txt", job + " " + found())));
        }

        private static List<String> found() {
          List<String> found = new ArrayList<>();
          for (Class<?> service : List.of(FileSystemRegistrar.class, PipelineOptionsRegistrar.class)) {
            ServiceLoader.load(service).forEach(provider -> found.add(provider.getClass().getName()));
          }
          found.removeIf(name -> !name.startsWith("lab."));
          try {
            found.add(Thread.currentThread().getContextClassLoader().loadClass("lab.LabFile").getName());
          } catch (ClassNotFoundException e) {
            found.add("no class");
          }
          try {
            found.add(FileSystems.matchNewResource("lab://host/x", false).toString());
          } catch (IllegalArgumentException e) {
            found.add("no scheme");
          }
          return found;
        }
      }
      """;

  @TempDir static Path builds;

  private static Path lab;
  private static Path probe;

  @TempDir Path home;

  @BeforeAll
  static void buildJars() throws IOException {
    lab =
        new SourceJar(builds.resolve("lab"))
            .withProject(Path.of("src/test/resources/lab-file-system"))
            .jar("lab.jar");
    probe =
        new SourceJar(builds.resolve("probe"))
            .with("probe/Probe.java", PROBE)
            .with("META-INF/services/" + Stage.class.getName(), "probe.Probe")
            .jar("probe.jar");
  }

  @BeforeEach
  void writeProject() throws IOException {
    Path library = Files.createDirectories(home.resolve("pipelines/lib"));
    Files.copy(lab, library.resolve("lab.jar"));
    Files.writeString(
        home.resolve("pipelines/p.yaml"),
        "pipeline: p\njars: [" + probe + "]\nstages:\n  look: { uses: probe }\n");
    System.setProperty(
        BEAM, "--laboratory=" + home.resolve("laboratory") + " --tempLocation=/of/the/store");
  }

  @AfterEach
  void forgetOptions() {
    System.clearProperty(BEAM);
  }

  @Test
  void sharedStoreWorksByThemAndNoStageSeesThem() throws IOException {
    expect("one", "ran");
    assertThat(home.resolve("laboratory/host/x/keys")).isNotEmptyDirectory();
    Path two = expect("two", "cached");
    assertThat(two.resolve("look/found/found.txt")).hasContent("null [no class, no scheme]");
  }

  @Test
  void folderNeedsNoneOfThem() throws IOException {
    Path damaged = home.resolve("pipelines/lib/damaged.jar");
    Files.writeString(damaged, "no zip");
    Result result = run("one", home.resolve("shared").toString());
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out()).doesNotContain("warning");
  }

  @Test
  void optionThatNoneOfThemHasIsSaidBeforeAnythingRuns() {
    System.setProperty(BEAM, "--laborator=x");
    Result result = run("one", "lab://host/x");
    assertThat(result.out())
        .startsWith("error: REPRISE_BEAM_OPTIONS=--laborator=x: ")
        .contains("'laborator'. Did you mean 'laboratory'?")
        .hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
  }

  /** The run's folder. */
  private Path expect(String outputs, String outcome) throws IOException {
    Result result = run(outputs, "lab://host/x");
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out()).doesNotContain("warning");
    RunFolders runs = new RunFolders(home.resolve(outputs).resolve("runs"));
    RunManifest run = runs.find("latest");
    assertThat(run.stages()).extracting(StageEntry::outcome).containsExactly(outcome);
    return runs.folder(run.id());
  }

  private Result run(String outputs, String store) {
    return Cli.runIn(home, home.resolve(outputs), "run", "p", "--store", store);
  }
}
