package io.reprise.pipelines.cli;

import io.reprise.pipelines.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pipeline, with which parameters. */
final class PipelineOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "PIPELINE",
      defaultValue = "sample",
      description = "A name in pipelines/, or a file. Default: ${DEFAULT-VALUE}.")
  private String pipeline;

  @Option(
      names = "--set",
      paramLabel = "STAGE.PARAM=VALUE",
      description = "Set a parameter: train.epochs=3, or seed=7 for one under 'params'.")
  private List<String> sets = new ArrayList<>();

  Plan plan(Project project) {
    return project.plan(pipeline, sets);
  }
}
