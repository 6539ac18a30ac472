package io.reprise.pipelines.run;

import java.util.Set;

/**
 * What is asked of a run.
 *
 * @param selected names of the stages that may run; the others must be in the store where one of
 *     these needs them
 * @param forced names of the stages that run even though the store has them
 * @param jobs stages at once, at least 1
 * @param keepGoing whether to start further stages after one has failed
 */
public record RunRequest(Set<String> selected, Set<String> forced, int jobs, boolean keepGoing) {
  public RunRequest {
    selected = Set.copyOf(selected);
    forced = Set.copyOf(forced);
  }
}
