package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.Environment;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.pipelines.run.Runner;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a pipeline. */
@Command(name = "run", description = "Run a pipeline; what the store has is reused.")
final class RunCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;
  @Mixin private PipelineOptions options;

  @Option(names = "--dry-run", description = "Say what would run, and why, and run nothing.")
  private boolean dryRun;

  @Option(
      names = "--runner",
      defaultValue = "direct",
      description = "Beam runner. Default: ${DEFAULT-VALUE}, the only one so far.")
  private String runner;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!runner.equals("direct")) {
      throw new ReportedException(
          "--runner " + runner + ": only the direct runner is there so far");
    }
    Project project = common.project();
    Plan plan = options.plan(project);
    RunRequest request = options.request(plan);
    if (dryRun) {
      return StatusCommand.print(
          plan, StatusCommand.foresee(project, plan, request, common), common);
    }
    RunManifest manifest = run(project, plan, request, common);
    RunSummary.printErrors(manifest);
    if (common.json()) {
      System.out.print(Json.write(manifest.toMap()));
    } else if (!common.quiet()) {
      RunSummary.print(manifest, project.runs().folder(manifest.id()));
    }
    return manifest.status() == RunManifest.Status.DONE ? ExitCodes.DONE : ExitCodes.STAGE_FAILED;
  }

  /** Runs a plan for everyone to see, until it ends or is interrupted. */
  static RunManifest run(Project project, Plan plan, RunRequest request, CommonOptions common)
      throws IOException, InterruptedException {
    var environment = Environment.capture(project.home()); // git answers while stages are looked up
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption);
    try (RunLines lines = new RunLines(plan.names(), common.json() || common.quiet())) {
      Runner engine = project.runner(plan, environment, common.warnings(lines::note));
      return engine.run(plan, request, lines);
    } finally {
      interruption.finished();
    }
  }
}
