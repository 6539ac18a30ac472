package io.reprise.pipelines.cli;

import io.reprise.pipelines.plan.Plan;
import io.reprise.schemas.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a pipeline. */
@Command(
    name = "graph",
    addMethodSubcommands = false,
    description = "Print a pipeline as a Mermaid or DOT graph.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class GraphCommand implements Callable<Integer> {

  /** A language for graphs. */
  enum Format {
    MERMAID,
    DOT
  }

  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--format",
      paramLabel = "LANGUAGE",
      defaultValue = "mermaid",
      description = "mermaid or dot. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() {
    Plan plan = pipeline.plan(common.project());
    if (common.json()) {
      System.out.print(Json.write(PlanGraph.toMap(plan)));
    } else if (common.forPeople()) {
      System.out.print(format == Format.DOT ? PlanGraph.dot(plan) : PlanGraph.mermaid(plan));
    }
    return ExitCodes.DONE;
  }
}
