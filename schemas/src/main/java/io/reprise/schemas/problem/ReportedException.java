package io.reprise.schemas.problem;

import java.util.List;

/**
 * A failure whose message is all that its reader needs: what happened, where, and what to do next.
 * The command line prints it as it is, without a stack trace.
 */
public class ReportedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  public ReportedException(String problem) {
    this(List.of(problem));
  }

  public ReportedException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /**
   * @param problems one line each, at least one
   */
  public ReportedException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("an exception needs a problem");
    }
    this.problems = List.copyOf(problems);
  }

  /** One line each. */
  public List<String> problems() {
    return problems;
  }
}
