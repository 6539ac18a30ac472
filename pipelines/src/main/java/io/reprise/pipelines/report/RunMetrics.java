package io.reprise.pipelines.report;

import io.reprise.schemas.record.Metric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The metrics of a run, read from the stages that measured them. */
final class RunMetrics {

  private RunMetrics() {}

  /**
   * Of all stages, in the plan's order, each under its stage's name; of those that only join the
   * metrics of others none.
   */
  static List<Metric> of(RunView run) throws IOException {
    List<Metric> metrics = new ArrayList<>();
    for (StageOutput output : run.outputs("metrics")) {
      if (!output.stage().type().equals("metrics")) {
        metrics.addAll(of(run, output));
      }
    }
    return metrics;
  }

  /** Of one stage; none where it has no such output. */
  static List<Metric> of(RunView run, String stage) throws IOException {
    for (StageOutput output : run.outputs("metrics")) {
      if (output.stage().name().equals(stage)) {
        return of(run, output);
      }
    }
    return List.of();
  }

  private static List<Metric> of(RunView run, StageOutput output) throws IOException {
    String stage = output.stage().name();
    return run.rows(output, Metric.class).stream()
        .map(metric -> Metric.newBuilder(metric).setStage(stage).build())
        .toList();
  }
}
