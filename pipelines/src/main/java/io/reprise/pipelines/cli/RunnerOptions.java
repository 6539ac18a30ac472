package io.reprise.pipelines.cli;

import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.execute.ClusterRunners;
import io.reprise.pipelines.execute.StageRunner;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import java.util.List;
import picocli.CommandLine.Option;

/** Where stages run; it changes no result. */
final class RunnerOptions {

  @Option(
      names = "--runner",
      paramLabel = "NAME",
      defaultValue = "direct",
      description =
          "Where stages run: direct (this process), flink or spark. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(
      names = "--runner-option",
      paramLabel = "NAME=VALUE",
      description =
          "An option of Beam's runner, such as flinkMaster=localhost:8081 or"
              + " sparkMaster=spark://localhost:7077, or of Spark, such as spark.executor.memory=2g."
              + " May be repeated.")
  private List<String> options = List.of();

  /**
   * The runner, once its cluster has answered.
   *
   * @param jobs stages that may run at once
   */
  StageRunner connect(Plan plan, int jobs) throws InterruptedException {
    StageCode code = new StageCode();
    return ClusterRunners.of(
        name,
        options,
        jobs,
        plan.stages().stream().map(PlannedStage::stage).toList(),
        stage -> code.listing(stage).parts().keySet());
  }
}
