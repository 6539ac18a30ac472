package io.reprise.stages.command;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What programs say of themselves, so that another version is another key. */
final class Versions {

  /** The name of the fact. */
  static final String FACT = "versions";

  private Versions() {}

  /**
   * The output of each shell line, run in an empty folder.
   *
   * @throws ReportedException when one fails or says nothing
   */
  static SortedMap<String, String> ask(List<String> lines)
      throws IOException, InterruptedException {
    SortedMap<String, String> versions = new TreeMap<>();
    for (String line : lines) {
      try (WorkingFolder folder = WorkingFolder.create()) {
        versions.put(line, ask(line, folder));
      }
    }
    return versions;
  }

  private static String ask(String line, WorkingFolder folder)
      throws IOException, InterruptedException {
    Map<String, String> environment = CleanEnvironment.of(folder, Map.of());
    int exitCode = ShellLine.run(line, folder, environment, () -> {});
    String said = new String(Files.readAllBytes(folder.log()), StandardCharsets.UTF_8).strip();
    if (exitCode != 0 || said.isEmpty()) {
      String problem = exitCode != 0 ? "ended with exit code " + exitCode : "said nothing";
      throw new ReportedException(
          "`"
              + line
              + "` of versions "
              + problem
              + (said.isEmpty() ? "" : ": " + said.lines().reduce("", (first, last) -> last)));
    }
    return said;
  }

  /**
   * @param expected what the key was made with
   * @throws ReportedException when a program here is another one
   */
  static void requireSame(List<String> lines, Map<?, ?> expected)
      throws IOException, InterruptedException {
    ask(lines)
        .forEach(
            (line, here) -> {
              if (!here.equals(expected.get(line))) {
                throw new ReportedException(
                    "`%s` says '%s' on this worker, but '%s' where the run was started; use the same"
                            .formatted(line, here, expected.get(line))
                        + " version on both");
              }
            });
  }
}
