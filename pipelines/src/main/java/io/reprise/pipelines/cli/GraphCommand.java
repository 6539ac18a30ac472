package io.reprise.pipelines.cli;

import io.reprise.pipelines.plan.Plan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Draws a pipeline. */
@Command(name = "graph", description = "Print a pipeline as a Mermaid or DOT graph.")
final class GraphCommand implements Callable<Integer> {

  /** A language for graphs. */
  enum Format {
    MERMAID,
    DOT
  }

  @Mixin private CommonOptions common;
  @Mixin private PipelineOptions options;

  @Option(
      names = "--format",
      defaultValue = "mermaid",
      description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Override
  public Integer call() throws IOException {
    Plan plan = options.plan(common.project());
    System.out.println(format == Format.DOT ? "digraph {" : "graph TD");
    for (Plan.PlannedStage stage : plan.stages()) {
      String label = stage.name() + " (" + stage.stage().type().name() + ")";
      System.out.println(
          format == Format.DOT
              ? "  \"" + stage.name() + "\" [label=\"" + label + "\"]"
              : "  " + stage.name() + "[\"" + label + "\"]");
      stage
          .inputs()
          .values()
          .forEach(
              source ->
                  System.out.println(
                      format == Format.DOT
                          ? "  \""
                              + source.stage()
                              + "\" -> \""
                              + stage.name()
                              + "\" [label=\""
                              + source.output()
                              + "\"]"
                          : "  "
                              + source.stage()
                              + " -->|"
                              + source.output()
                              + "| "
                              + stage.name()));
    }
    if (format == Format.DOT) {
      System.out.println("}");
    }
    return ExitCodes.DONE;
  }
}
