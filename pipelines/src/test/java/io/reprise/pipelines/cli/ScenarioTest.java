package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.SourceJar;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run, hit, change, revert, hit: what a cache is for, for each kind of thing that a stage depends
 * on.
 */
class ScenarioTest {

  private static final String STAGE =
      """
      package demo;

      import io.reprise.stages.spi.*;
      import java.util.List;

      public final class Count extends OneWorkerStage {
        public StageType type() {
          return new StageType(
              "count", "Counts.", "", List.of(), List.of(),
              List.of(StageType.output("n", Content.FILES, "a number")));
        }
        public Work work(StageContext context) {
          return attempt -> attempt.writeText("n", "n.txt", Helper.count() + "\\n");
        }
      }
      """;

  private static final String HELPER =
      """
      package demo;

      final class Helper {
        static int count() {
          return 4;
        }
      }
      """;

  @TempDir Path home;

  private CommandProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
  }

  @Test
  void parameter() throws IOException {
    expectRan(project.run(), "first run");
    expectHit(project.run());
    expectRan(project.run("--set", CommandProject.ADD + 7), "parameters.add 1 -> 7");
    expectHit(project.run());
    expectHit(project.run("--set", CommandProject.ADD + 7));
    // Neither the order in which parameters are written nor a default that is written out matters.
    project.pipeline(
        CommandProject.CHAIN
            .replace("    files: [number.txt]\n", "    versions: []\n")
            .replace(
                "    outputs: { n: files }\n",
                "    outputs: { n: files }\n    files: [number.txt]\n"));
    expectHit(project.run());
  }

  @Test
  void file() throws IOException {
    expectRan(project.run(), "first run");
    expectHit(project.run());
    project.write("number.txt", "9\n");
    expectRan(project.run(), "file number.txt changed");
    project.write("number.txt", "3\n");
    expectHit(project.run());
    project.write("another.txt", "nobody declared it");
    expectHit(project.run());
  }

  @Test
  void code() throws IOException {
    project.write(
        "p.yaml",
        """
        pipeline: p
        jars: [count.jar]
        stages:
          number: { uses: count }
          half:
            uses: command
            in: { n: number.n }
            with: { run: echo $(( $(cat in/n/n.txt) / 2 )) >out/h/h.txt, outputs: { h: files } }
        """);
    build(HELPER);
    expectRan(project.run(), "first run");
    expectHit(project.run());
    build(HELPER.replace("return 4", "return 8"));
    expectRan(project.run(), "code changed: Helper");
    build(HELPER);
    expectHit(project.run());
    build(
        HELPER.replace(
            "    return", "    // A comment moves lines and changes nothing.\n    return"));
    expectHit(project.run());
  }

  /** The first stage for the reason, and the second for what came of it. */
  private static void expectRan(RunManifest run, String why) {
    StageEntry number = CommandProject.stage(run, "number");
    StageEntry half = CommandProject.stage(run, "half");
    assertThat(number.outcome()).isEqualTo("ran");
    assertThat(number.why()).isEqualTo(List.of(why));
    assertThat(half.outcome()).isEqualTo("ran");
    assertThat(half.why()).isEqualTo(List.of(why.equals("first run") ? why : "input n changed"));
  }

  private static void expectHit(RunManifest run) {
    assertThat(CommandProject.outcomes(run).values()).containsOnly("cached");
  }

  /** By a rename, as build tools do, so that a jar that is being read stays what it was. */
  private void build(String helper) throws IOException {
    Path jar =
        new SourceJar(Files.createTempDirectory(home, "build"))
            .with("demo/Count.java", STAGE)
            .with("demo/Helper.java", helper)
            .with("META-INF/services/" + Stage.class.getName(), "demo.Count")
            .jar("count.jar");
    Files.move(jar, project.pipelines().resolve("count.jar"), StandardCopyOption.REPLACE_EXISTING);
  }
}
