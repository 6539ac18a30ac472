package io.reprise.stages.command;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What programs say of themselves, so that another version is another key. */
final class Versions {

  /** The name of the fact. */
  static final String FACT = "versions";

  private Versions() {}

  /**
   * What each shell line says, run in an empty folder: a text, or a list of lines, so that messages
   * name the one that differs.
   *
   * @throws ReportedException when one fails or says nothing
   */
  static SortedMap<String, Object> ask(List<String> lines)
      throws IOException, InterruptedException {
    SortedMap<String, Object> versions = new TreeMap<>();
    for (String line : lines) {
      List<String> said = ask(line);
      versions.put(line, said.size() == 1 ? said.get(0) : said);
    }
    return versions;
  }

  private static List<String> ask(String line) throws IOException, InterruptedException {
    try (WorkingFolder folder = WorkingFolder.create("versions " + line)) {
      Map<String, String> environment = CleanEnvironment.of(folder, Map.of());
      int exitCode = ShellProcess.run(line, folder, environment, () -> {});
      String log = new String(Files.readAllBytes(folder.log()), StandardCharsets.UTF_8);
      List<String> said = log.strip().lines().toList();
      if (exitCode != 0) {
        throw wrong(line, "ended with exit code " + exitCode + last(said));
      }
      if (said.isEmpty()) {
        throw wrong(line, "said nothing");
      }
      return said;
    }
  }

  private static String last(List<String> said) {
    return said.isEmpty() ? "" : ": " + said.get(said.size() - 1);
  }

  private static ReportedException wrong(String line, String problem) {
    return new ReportedException("`" + line + "` of versions " + problem);
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
                    String.format(
                            Locale.ROOT,
                            "`%s` says '%s' on this worker, but '%s' where the run was started; use"
                                + " the same",
                            line,
                            here,
                            expected.get(line))
                        + " version on both");
              }
            });
  }
}
