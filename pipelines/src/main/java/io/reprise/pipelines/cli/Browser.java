package io.reprise.pipelines.cli;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The browser of the person at the terminal. */
final class Browser {

  private static final long SECONDS = 5;

  private Browser() {}

  /**
   * @throws ReportedException when there is none
   */
  static void show(Path file) throws InterruptedException {
    String uri = file.toUri().toString();
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command =
        system.contains("mac")
            ? List.of("open", uri)
            : system.contains("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", uri)
                : List.of("xdg-open", uri);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
        throw new ReportedException(
            command.get(0) + " shows nothing here; open " + file + " in a browser");
      }
    } catch (IOException e) {
      throw new ReportedException(
          command.get(0) + " is not there; open " + file + " in a browser", e);
    }
  }
}
