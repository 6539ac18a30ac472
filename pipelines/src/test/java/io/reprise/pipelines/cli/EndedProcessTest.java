package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.reprise.pipelines.manifest.RunManifest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reprise in a process of its own that is asked to end, as by Ctrl-C. */
@Timeout(120)
class EndedProcessTest {

  private static final long SIGINT_BIT = 1 << (2 - 1);

  @TempDir Path home;

  private CommandProject project;
  private Path pid;
  private Path go;

  @BeforeEach
  void makeProject() throws IOException {
    pid = home.resolve("pid");
    go = home.resolve("go");
    project =
        CommandProject.with(
            home,
            String.format(
                Locale.ROOT,
                """
            quick:
              uses: command
              with: { run: echo 1 >out/x/x, outputs: { x: files } }
            slow:
              uses: command
              in: { x: quick.x }
              with:
                run: |
                  echo $$ >%1$s.part
                  mv %1$s.part %1$s
                  until [ -e %2$s ]; do sleep 0.05; done
                  touch out/y/y
                outputs: { y: files }
            """,
                pid,
                go));
  }

  @Test
  void interruptEndsTheRunInGoodOrder() throws Exception {
    assumeFalse(isInterruptIgnored(), "this JVM and its children were started to ignore SIGINT");
    expectGoodEnd("INT", 130);
  }

  @Test
  void terminationEndsTheRunInGoodOrder() throws Exception {
    expectGoodEnd("TERM", 143);
  }

  private void expectGoodEnd(String signal, int exitCode) throws Exception {
    Process process = start("run", "p");
    long program = waitForProgram(process);
    assertThat(signal(process, signal)).isEqualTo(exitCode);
    assertThat(errors(process))
        .containsExactly(
            "interrupted; what is finished is kept, and the next run goes on from there");
    assertThat(ProcessHandle.of(program).filter(ProcessHandle::isAlive)).isEmpty();
    RunManifest interrupted = project.latest();
    assertThat(interrupted.status()).isEqualTo(RunManifest.Status.INTERRUPTED);
    assertThat(CommandProject.outcomes(interrupted))
        .isEqualTo(Map.of("quick", "ran", "slow", "interrupted"));
    assertThat(project.cli("show").out())
        .contains("  slow   interrupted ")
        .doesNotContain("failed");
    Files.createFile(go);
    assertThat(CommandProject.outcomes(project.run()))
        .isEqualTo(Map.of("quick", "cached", "slow", "ran"));
    assertThat(project.outputs().resolve("store/scratch")).isEmptyDirectory();
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  @Test
  void secondInterruptEndsTheProcessAtOnce() throws Exception {
    assumeFalse(isInterruptIgnored(), "this JVM and its children were started to ignore SIGINT");
    Process process = start(HangingEnd.class, pid.toString());
    waitForProgram(process);
    sendSignal(process, "INT");
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();
    assertThat(signal(process, "INT")).isEqualTo(130);
  }

  /** A process at work that does not heed an interruption. */
  static final class HangingEnd {

    private HangingEnd() {}

    public static void main(String[] pid) throws Exception {
      try (Interruption interruption = Interruption.ofThisThread()) {
        Path written = Files.writeString(Path.of(pid[0] + ".part"), "0");
        Files.move(written, Path.of(pid[0]));
        long start = System.nanoTime();
        while (System.nanoTime() - start < 60_000_000_000L) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void interruptedReproductionLeavesNothingBehind() throws Exception {
    assumeFalse(isInterruptIgnored(), "this JVM and its children were started to ignore SIGINT");
    Files.createFile(go);
    project.run();
    Files.delete(go);
    Files.delete(pid);
    Process process = start("reproduce");
    waitForProgram(process);
    assertThat(signal(process, "INT")).isEqualTo(130);
    try (Stream<Path> left = Files.list(project.outputs())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("store", "runs");
    }
  }

  private Process start(String... arguments) throws IOException {
    return start(Main.class, arguments);
  }

  private Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dreprise.home=" + home,
                "-Dreprise.outputs=" + project.outputs(),
                "-cp",
                System.getProperty("java.class.path").replace("\n", File.pathSeparator),
                main.getName()));
    if (Runtime.version().feature() >= 24) { // as the launcher does
      command.addAll(
          1,
          List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    }
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(home.resolve("errors").toFile());
    builder.environment().put("LC_ALL", "C.UTF-8"); // as the launcher does
    return builder.start();
  }

  private long waitForProgram(Process process) throws IOException, InterruptedException {
    while (!Files.exists(pid)) {
      assertThat(process.isAlive()).isTrue();
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return Long.parseLong(Files.readString(pid).strip());
  }

  /** Sends it, and waits for the process's exit code. */
  private static int signal(Process process, String signal)
      throws IOException, InterruptedException {
    sendSignal(process, signal);
    return process.waitFor();
  }

  private static void sendSignal(Process process, String signal)
      throws IOException, InterruptedException {
    String receiver = String.valueOf(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, receiver).start().waitFor()).isZero();
  }

  private List<String> errors(Process process) throws IOException {
    assertThat(process.isAlive()).isFalse();
    return Files.readAllLines(home.resolve("errors"), StandardCharsets.UTF_8);
  }

  /** As by a shell that started the build in the background. */
  private static boolean isInterruptIgnored() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT_BIT) != 0;
      }
    }
    return false;
  }
}
