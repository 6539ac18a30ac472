package io.reprise.stages.command;

import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.List;

/** A program that failed, in its own last words. */
final class CommandFailure {

  private static final int SHOWN_LINES = 10;
  private static final int SHOWN_LENGTH = 60;

  private CommandFailure() {}

  /**
   * @param said the last lines of its output
   */
  static ReportedException of(String run, int exitCode, List<String> said) {
    List<String> lines = said.stream().filter(line -> !line.isBlank()).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    List<String> problems = new ArrayList<>();
    problems.add(
        "`"
            + shortened(run)
            + "` ended with exit code "
            + exitCode
            + (last.isEmpty() ? ", and said nothing" : ": " + last.get(last.size() - 1).strip()));
    if (last.size() > 1) {
      last.forEach(line -> problems.add("| " + line));
    }
    return new ReportedException(problems);
  }

  private static String shortened(String run) {
    String first = run.strip().lines().findFirst().orElse("");
    return first.length() > SHOWN_LENGTH
        ? first.substring(0, SHOWN_LENGTH) + " ..."
        : first.length() < run.strip().length() ? first + " ..." : first;
  }
}
