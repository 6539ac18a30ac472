package io.reprise.pipelines.run;

import io.reprise.pipelines.manifest.RunManifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a point of a sweep.
 *
 * @param point from 0
 * @param run its own, or the earlier one that has the same results; none where it ended before it
 *     executed a stage of its own
 * @param problems one line each; empty when it is done
 * @param executed stages that were executed for it first
 * @param seconds by stage: how long its execution took, in whatever run that was
 */
public record PointResult(
    int point,
    Optional<RunManifest> run,
    List<String> problems,
    int executed,
    Map<String, Double> seconds) {

  public PointResult {
    problems = List.copyOf(problems);
    seconds = Map.copyOf(seconds);
  }

  public boolean isDone() {
    return problems.isEmpty();
  }
}
