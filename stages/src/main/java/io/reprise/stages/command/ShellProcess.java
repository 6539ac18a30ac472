package io.reprise.stages.command;

import io.reprise.schemas.text.PlatformEncoding;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a line of shell, and all that it starts no longer than the line. */
final class ShellProcess {

  private static final long TICK_MILLIS = 250;
  private static final File NOTHING = new File("/dev/null");

  /**
   * Sets what a program would otherwise have of its caller: umask, size of core files and stack
   * (which {@code xargs} goes by), and the terminal, where there is {@code setsid}.
   */
  private static final String START =
      """
      umask 022
      ulimit -S -c 0 2>/dev/null || :
      ulimit -S -s 8192 2>/dev/null || :
      command -v setsid >/dev/null && exec setsid sh -e -c "$0"
      exec sh -e -c "$0"
      """;

  private ShellProcess() {}

  /** Something to do from time to time while a program runs, and once more when it has ended. */
  @FunctionalInterface
  interface Tick {
    void tick() throws IOException;
  }

  /**
   * Runs it by {@code sh -e} in the folder, both outputs to the folder's log, and waits for it.
   *
   * @return its exit code; 128 and more where a signal has ended it
   * @throws io.reprise.schemas.problem.ReportedException when the line or the environment would not
   *     arrive as they are
   */
  static int run(String line, WorkingFolder folder, Map<String, String> environment, Tick tick)
      throws IOException, InterruptedException {
    PlatformEncoding.requireFor(List.of(line, folder.path().toString()));
    PlatformEncoding.requireFor(environment.values());
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", START, line)
            .directory(folder.path().toFile())
            .redirectInput(Redirect.from(NOTHING))
            .redirectErrorStream(true)
            .redirectOutput(folder.log().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      folder.watch(process.pid()); // by setsid its own
      while (!process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        tick.tick();
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      folder.endProcesses();
    }
    tick.tick();
    return process.exitValue();
  }
}
