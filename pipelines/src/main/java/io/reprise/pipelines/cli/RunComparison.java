package io.reprise.pipelines.cli;

import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.diff.RunDiff.Kind;
import io.reprise.pipelines.diff.SeedNoise;
import io.reprise.pipelines.diffpage.DiffView;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.outputs.OutputsDiff;
import io.reprise.pipelines.outputs.RunOutputs;
import java.util.List;
import java.util.Set;

/** All that {@code diff} has found, for whatever prints it. */
record RunComparison(
    Set<DiffSection> sections, RunDiff runs, OutputsDiff outputs, List<SeedNoise> seeds) {

  RunComparison {
    sections = Set.copyOf(sections);
    seeds = List.copyOf(seeds);
  }

  boolean says(DiffSection section) {
    return sections.contains(section);
  }

  /**
   * For a page.
   *
   * @param options what the command was given besides the runs
   */
  DiffView view(RunOutputs before, RunOutputs after, List<String> options) {
    return new DiffView(
        runs,
        outputs,
        seeds,
        before,
        after,
        options,
        says(DiffSection.CAUSE),
        says(DiffSection.METRICS));
  }

  /** Whether nothing differs of what was asked for. */
  boolean isEmpty() {
    return !(says(DiffSection.CAUSE)
            && runs.stages().stream().anyMatch(stage -> stage.kind() != Kind.SAME))
        && !(says(DiffSection.METRICS) && !runs.metrics().isEmpty())
        && outputs.unseen().isEmpty()
        && outputs.outputs().stream().allMatch(OutputDiff::isEmpty);
  }
}
