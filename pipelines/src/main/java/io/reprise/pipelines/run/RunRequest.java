package io.reprise.pipelines.run;

import java.util.Set;

/**
 * What is asked of a run.
 *
 * @param selected names of the stages that may run; the others must be in the store where one of
 *     these needs them
 * @param forced names of the stages that run even though the store has them
 * @param jobs stages at once, at least 1
 * @param memory bytes that stages which run at once may need together, by their own estimates; a
 *     stage that needs more runs alone
 * @param keepGoing whether to start further stages after one has failed
 */
public record RunRequest(
    Set<String> selected, Set<String> forced, int jobs, long memory, boolean keepGoing) {

  public RunRequest {
    selected = Set.copyOf(selected);
    forced = Set.copyOf(forced);
  }

  /** Everything that is selected, one stage at a time. */
  public static RunRequest of(Set<String> selected) {
    return new RunRequest(selected, Set.of(), 1, Long.MAX_VALUE, false);
  }

  public RunRequest forcing(Set<String> stages) {
    return new RunRequest(selected, stages, jobs, memory, keepGoing);
  }

  /** The same with more at once. */
  public RunRequest within(int atOnce, long bytes) {
    return new RunRequest(selected, forced, atOnce, bytes, keepGoing);
  }

  public RunRequest keepingGoing(boolean afterFailure) {
    return new RunRequest(selected, forced, jobs, memory, afterFailure);
  }
}
