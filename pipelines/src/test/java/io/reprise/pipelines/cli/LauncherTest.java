package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.stages.BuiltInStages;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, with a Maven that only notes that it was called. */
class LauncherTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir Path folder;
  private Path home;
  private String javaOptions = "";

  @BeforeEach
  void writeProject() throws Exception {
    home = Files.createDirectory(folder.resolve("a project"));
    Files.copy(Path.of("../reprise"), home.resolve("reprise"));
    for (String file : List.of("pom.xml", ".mvn/jvm.config")) {
      write(file, file);
    }
    for (String module : List.of("schemas", "stages", "pipelines")) {
      write(module + "/pom.xml", module);
      write(module + "/src/main/java/One of " + module + ".java", "class A {}");
      write(module + "/target/reprise-" + module + ".jar", "");
    }
    write("pipelines/target/class-path", home.resolve("pom.xml").toString());
    program("mvn", "echo built >>'" + folder.resolve("builds") + "'\n" + "cat 'edit' | sh");
    program("java", "echo \"$@\" >'" + folder.resolve("java") + "'");
    write("edit", "");
    assertThat(builds()).isEqualTo(1);
    assertThat(builds()).as("nothing has changed").isEqualTo(1);
  }

  /** As {@code cp -p} of an edited file leaves it. */
  @Test
  void editWithAnOldTimeStampIsBuilt() throws Exception {
    Path source = write("stages/src/main/java/One of stages.java", "class B {}");
    Files.setLastModifiedTime(source, LONG_AGO);
    assertThat(builds()).isEqualTo(2);
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void deletedAndRenamedFilesAreBuilt() throws Exception {
    Path source = home.resolve("stages/src/main/java/One of stages.java");
    Files.move(source, source.resolveSibling("Another.java"));
    assertThat(builds()).isEqualTo(2);
    Files.delete(source.resolveSibling("Another.java"));
    assertThat(builds()).isEqualTo(3);
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void touchedFileWithTheSameContentIsNotBuilt() throws Exception {
    write("stages/src/main/java/One of stages.java", "class A {}");
    write("pom.xml", "pom.xml");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void editDuringTheBuildIsBuiltNextTime() throws Exception {
    write("edit", "echo 'class C {}' >'stages/src/main/java/One of stages.java'");
    write("schemas/pom.xml", "other");
    assertThat(builds()).isEqualTo(2);
    write("edit", "");
    assertThat(builds()).isEqualTo(3);
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void editDuringTheBuildThatIsTakenBackIsBuiltNextTime() throws Exception {
    String source = "'stages/src/main/java/One of stages.java'";
    write("edit", "echo 'class C {}' >" + source + "; printf 'class A {}' >" + source);
    write("schemas/pom.xml", "other");
    assertThat(builds()).isEqualTo(2);
    write("edit", "");
    assertThat(builds()).isEqualTo(3);
    assertThat(builds()).isEqualTo(3);
  }

  /** Maven would keep the class of a source with an old time stamp. */
  @Test
  void classesOfAnEarlierBuildAreNotUsed() throws Exception {
    Path compiled = write("stages/target/classes/A.class", "of an earlier source");
    write("stages/src/main/java/One of stages.java", "class B {}");
    assertThat(builds()).isEqualTo(2);
    assertThat(compiled).doesNotExist();
  }

  /** They are for the shared store alone: a stage's key does not know of them. */
  @Test
  void jarsOfTheSharedStoreAreNotOnTheClassPath() throws Exception {
    write("pipelines/lib/store.jar", "");
    builds();
    assertThat(Files.readString(folder.resolve("java")))
        .contains("/reprise-pipelines.jar:")
        .doesNotContain("store.jar");
  }

  /** What keys are made of stays what it is, whatever version a runner would have. */
  @Test
  void jarsOfARunnerFollowThoseOfReprise() throws Exception {
    Path own = write("repository/library/1/library.jar", "");
    Path other = home.resolve("repository/library/2/library.jar");
    Path flink = write("repository/flink/1/flink.jar", "");
    write("pipelines/target/class-path", own.toString());
    write("runners/flink/pom.xml", "");
    write("schemas/pom.xml", "other");
    assertThat(builds()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("java")))
        .contains("library.jar")
        .doesNotContain("flink.jar");
    write("runners/flink/target/class-path", other + ":" + flink);
    for (String option : List.of("--runner=flink", "--runner flink")) {
      assertThat(builds(option.split(" "))).as("Maven is asked once").isEqualTo(3);
      assertThat(Files.readString(folder.resolve("java")))
          .contains("library/1/library.jar:" + flink + " ")
          .doesNotContain("library/2");
    }
    Files.setLastModifiedTime(
        home.resolve("runners/flink/pom.xml"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(builds("--runner", "flink")).isEqualTo(4);
  }

  /** Java takes the last of two sizes, and refuses two collectors. */
  @Test
  void heapStartsSmallAndTheUsersOptionsGoFirst() throws Exception {
    assertThat(builds()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("java")))
        .contains("-XX:+UseParallelGC -XX:MaxNewSize=64m ", "-Xms32m ", "-XX:GCTimeRatio=19 ");
    javaOptions = "-Xms1g -XX:+UseG1GC";
    assertThat(builds()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("java")))
        .containsPattern("-Xms32m .*-Xms1g -XX:.UseG1GC ")
        .doesNotContain("UseParallelGC");
  }

  @Test
  void reportAloneIsWithoutTheLastCompiler() throws Exception {
    assertThat(buildsFor("report", "latest")).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("java"))).contains("-XX:TieredStopAtLevel=1 ");
    assertThat(builds("report")).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("java"))).doesNotContain("TieredStopAtLevel");
  }

  /**
   * Later JDKs number the classes of each list anew, and refuse one number for two. JDK 17 leaves
   * out classes as old as picocli's that a lambda has linked.
   */
  @Test
  void archiveHasTheClassesOfAllCommandsOnceAndWithoutNumbers() throws Exception {
    program(
        "java",
        """
        for option; do
          case $option in
            -XX:DumpLoadedClassList=*)
              printf 'A id: 1\\n%s id: 2\\nOwn id: 3 source: x.jar\\n@lambda-proxy A picocli\\n' "${option##*/}" >"${option#*=}" ;;
            -XX:SharedClassListFile=*) cp "${option#*=}" '%s' ;;
          esac
        done
        """
            .replace("'%s'", "'" + folder.resolve("list") + "'"));
    write("schemas/pom.xml", "other");
    assertThat(builds()).isEqualTo(2);
    assertThat(Files.readAllLines(folder.resolve("list")))
        .containsExactlyInAnyOrder(
            "A",
            "stages.classes",
            "rerun.classes",
            "unchanged.classes",
            "diff.classes",
            "status.classes",
            "report.classes");
  }

  @Test
  void archiveIsMadeFromARunOfAllStageTypes() throws IOException {
    String warmUp = Files.readString(Path.of("src/main/warm-up/pipeline.yaml"));
    for (Stage stage : BuiltInStages.all()) {
      assertThat(warmUp).containsPattern("uses: " + stage.type().name() + "[,\n]");
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** How often it has been built once the launcher has run. */
  private long builds(String... options) throws Exception {
    return buildsFor("run", options);
  }

  private long buildsFor(String name, String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", home.resolve("reprise").toString()));
    command.add(name);
    command.addAll(List.of(options));
    ProcessBuilder launcher = new ProcessBuilder(command);
    launcher.environment().remove("JAVA_HOME");
    launcher.environment().put("REPRISE_JAVA_OPTIONS", javaOptions);
    launcher.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
    Process process =
        launcher
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("log").toFile()))
            .start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
    return Files.readAllLines(folder.resolve("builds")).size();
  }
}
