package io.reprise.stages.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.reprise.stages.StageTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** No program outlives the line that started it, nor the process that ran the line. */
class EndedProgramsTest {

  private static final long PATIENCE_MILLIS = 20_000;

  @TempDir Path folder;

  private Path pids;
  private Path where;

  @BeforeEach
  void names() {
    pids = folder.resolve("pids");
    where = folder.resolve("where");
  }

  /** A stage that does not end by itself; takes the folder of this test. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    new StageTrial(new CommandStage(), folder.resolve("killed"))
        .data(folder)
        .with(
            String.format(
                Locale.ROOT,
                """
                run: |
                  pwd >%1$s/where
                  (sleep 1000 & echo $! >>%1$s/pids.part; wait) &
                  (sleep 1000 & echo $! >>%1$s/pids.part) # its parent ends at once
                  while [ $(wc -l <%1$s/pids.part) -lt 2 ]; do sleep 0.1; done
                  mv %1$s/pids.part %1$s/pids
                  wait
                outputs: { made: files }
                """,
                folder))
        .run();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void killedProcessLeavesNoProgramAndNoFolder() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                EndedProgramsTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    until(() -> Files.exists(pids) || !process.isAlive());
    List<ProcessHandle> programs = programs();
    assertThat(programs).hasSize(2).allMatch(ProcessHandle::isAlive);
    process.destroyForcibly().waitFor();
    until(() -> programs.stream().noneMatch(ProcessHandle::isAlive));
    Path working = Path.of(Files.readString(where).strip()).getParent();
    until(() -> !Files.exists(working));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void whatTheLineLeavesRunningIsEnded() throws Exception {
    new StageTrial(new CommandStage(), folder.resolve("done"))
        .data(folder)
        .with(
            String.format(
                Locale.ROOT,
                """
                run: (sleep 1000 >/dev/null & echo $! >%s/pids); touch out/made/a
                outputs: { made: files }
                """,
                folder))
        .run();
    long pid = Long.parseLong(Files.readString(pids).strip());
    until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
  }

  /** Daemons that leave session, parent and environment behind. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void daemonsAreEnded() throws Exception {
    new StageTrial(new CommandStage(), folder.resolve("done"))
        .data(folder)
        .with(
            String.format(
                Locale.ROOT,
                """
            run: |
              env -i sleep 1000 </dev/null >/dev/null 2>&1 & echo $! >%1$s/pids
              (env -i setsid sleep 1001 </dev/null >/dev/null 2>&1 & echo $! >>%1$s/pids)
              touch out/made/a
            outputs: { made: files }
            """,
                folder))
        .run();
    for (String pid : Files.readAllLines(pids)) {
      until(
          () ->
              ProcessHandle.of(Long.parseLong(pid.strip()))
                  .filter(ProcessHandle::isAlive)
                  .isEmpty());
    }
  }

  /** What is not to depend on how the caller was started. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void modesDoNotDependOnTheCallersUmask() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "umask 077; exec \"$@\"",
                "sh",
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Modes.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("log.txt"))).isZero();
    assertThat(folder.resolve("modes/out/made/modes"))
        .hasContent("0022\n-rw-r--r--\ndrwxr-xr-x\n-rw-r--r--");
  }

  /** Writes down the modes that a program finds, and makes. */
  static final class Modes {
    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      new StageTrial(new CommandStage(), folder.resolve("modes"))
          .data(folder)
          .with(
              """
              run: |
                touch made
                { umask; ls -ld made out/made parameters.json | cut -c1-10; } >out/made/modes
              outputs: { made: files }
              """)
          .run();
    }
  }

  private List<ProcessHandle> programs() throws IOException {
    return Files.readAllLines(pids).stream()
        .map(pid -> ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow())
        .toList();
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void until(Condition condition) throws Exception {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!condition.holds()) {
      if (System.currentTimeMillis() > deadline) {
        fail("waited in vain");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
