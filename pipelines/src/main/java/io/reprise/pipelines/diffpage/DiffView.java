package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.diff.SeedNoise;
import io.reprise.pipelines.outputs.OutputsDiff;
import io.reprise.pipelines.outputs.RunOutputs;
import java.util.List;

/**
 * What a page of differences shows.
 *
 * @param before where the first run's files are
 * @param after where the second run's files are
 * @param options what the command was given besides the runs, as words; without the page's file
 * @param causes whether somebody asked for stages and causes
 * @param metrics whether somebody asked for metrics
 */
public record DiffView(
    RunDiff runs,
    OutputsDiff outputs,
    List<SeedNoise> seeds,
    RunOutputs before,
    RunOutputs after,
    List<String> options,
    boolean causes,
    boolean metrics) {

  public DiffView {
    seeds = List.copyOf(seeds);
    options = List.copyOf(options);
  }
}
