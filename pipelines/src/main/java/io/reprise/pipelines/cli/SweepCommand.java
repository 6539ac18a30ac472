package io.reprise.pipelines.cli;

import io.reprise.pipelines.execute.StageRunner;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.Environment;
import io.reprise.pipelines.run.PointResult;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.pipelines.run.Runner;
import io.reprise.pipelines.run.StageState;
import io.reprise.pipelines.sweep.PointReader;
import io.reprise.pipelines.sweep.SweepFolders;
import io.reprise.pipelines.sweep.SweepResult;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a pipeline with many values of its parameters. */
@Command(
    name = "sweep",
    addMethodSubcommands = false,
    description = {
      "Run a pipeline with all combinations of values, and put what came of them in one table.",
      "What points share runs once; an axis named seed makes replicates."
    },
    abbreviateSynopsis = true,
    sortOptions = false)
final class SweepCommand implements Callable<Integer> {

  @Mixin private SweepOptions what;

  @Option(names = "--dry-run", description = "Say how many points and stages would run.")
  private boolean dryRun;

  @Option(
      names = "--show",
      paramLabel = "SWEEP",
      description = "Show a sweep by its id, its beginning, or latest; run nothing.")
  private @Nullable String show;

  @Option(
      names = "--metric",
      paramLabel = "STAGE.NAME",
      split = ",",
      description = "Show these metrics. Default: accuracy and macro F1, of validation too.")
  private List<String> metrics = List.of();

  @Option(
      names = "--best",
      paramLabel = "STAGE.NAME",
      description = "Say which setting is best in a metric of validation.")
  private @Nullable String best;

  @Mixin private SweepForm form;

  @Mixin private HtmlOption html;
  @Mixin private CapacityOptions capacity;
  @Mixin private SharedStoreOption store;
  @Mixin private RunnerOptions runner;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Project project = store.project(common);
    String pipeline = what.pipeline().orElse(null);
    if (html.isGiven()) {
      html.file(); // before hours of work
    }
    if (show != null || pipeline == null) {
      if (pipeline != null || dryRun) {
        throw new ReportedException("--show: shows a sweep that was run; name no pipeline with it");
      }
      shown(project).print(project.sweeps().find(show == null ? "latest" : show));
      return ExitCodes.DONE;
    }
    SweepPlan plan = what.plan(project, pipeline);
    Plan first = plan.union().plans().get(0);
    metrics.forEach(metric -> requireStage(first, "--metric", metric));
    if (best != null) {
      requireStage(first, "--best", best);
    }
    if (dryRun) {
      preview(project, plan);
      return ExitCodes.DONE;
    }
    SweepResult sweep;
    try (Interruption interruption = Interruption.ofThisThread()) {
      sweep = run(project, plan);
    }
    SweepText.printErrors(sweep);
    print(project, sweep);
    return sweep.isDone() ? ExitCodes.DONE : ExitCodes.STAGE_FAILED;
  }

  /** The table is shown also where a metric that was asked for turns out not to be one. */
  private void print(Project project, SweepResult sweep) throws IOException {
    try {
      shown(project).print(sweep);
    } catch (ReportedException e) {
      new SweepText(project, List.of(), null, form, html, common).print(sweep);
      String again = "; nothing has to run again for another: ./reprise sweep --show ";
      throw new ReportedException(String.join("; ", e.problems()) + again + sweep.id(), e);
    }
  }

  /** Before hours of work for a metric that nothing measures. */
  private static void requireStage(Plan plan, String option, String metric) {
    String stage = metric.split("\\.", 2)[0];
    if (!plan.names().contains(stage)) {
      throw new ReportedException(
          option
              + " "
              + metric
              + ": there is no stage '"
              + stage
              + "'"
              + Nearest.hint(stage, plan.names()));
    }
  }

  private SweepText shown(Project project) {
    return new SweepText(project, metrics, best, form, html, common);
  }

  private void preview(Project project, SweepPlan plan) throws IOException {
    Map<String, StageState> states =
        project
            .runner(plan.union().plan(), Map::of, common.warnings(System.err::println))
            .sweeps()
            .inspect(plan.union());
    new SweepPreview(plan, states.values()).print(common);
  }

  private SweepResult run(Project project, SweepPlan plan)
      throws IOException, InterruptedException {
    RunRequest local = capacity.limit(RunRequest.of(Set.of()));
    Plan union = plan.union().plan();
    StageRunner stages = runner.connect(union, local.jobs());
    RunRequest limits = capacity.limit(local, stages);
    SweepPoints points = new SweepPoints(plan, new PointReader(project.runs()));
    var environment = Environment.capture(project.home());
    List<PointResult> results;
    try (SweepLines lines = new SweepLines(SweepLabels.of(plan), common, points::headline)) {
      Runner engine = project.runner(union, stages, environment, common.warnings(lines::note));
      results = engine.sweeps().run(plan.union(), limits.jobs(), limits.memory(), lines);
    }
    SweepFolders folders = project.sweeps();
    String asked = plan.digest().hex();
    String id = folders.idFor(asked, Clock.systemUTC(), new SecureRandom());
    SweepResult sweep =
        new SweepResult(
            id, union.pipeline(), union.file(), asked, plan.axes(), points.read(results));
    folders.write(sweep);
    return sweep;
  }
}
