package io.reprise.pipelines.cli;

import io.reprise.pipelines.execute.LocalRunner;
import io.reprise.pipelines.execute.StageRunner;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunNotes;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.Environment;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.pipelines.run.Runner;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a pipeline. */
@Command(
    name = "run",
    addMethodSubcommands = false,
    description = "Run a pipeline; what the store has is reused.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {

  @Mixin private PipelineOptions pipeline;
  @Mixin private StageOptions stages;

  @Option(names = "--dry-run", description = "Say what would run, and why, and run nothing.")
  private boolean dryRun;

  @Option(names = "--keep-going", description = "Go on with what does not need a failed stage.")
  private boolean keepGoing;

  @Option(names = "--report", description = "Write the run's report.html when it has ended.")
  private boolean report;

  @Mixin private NameOptions names;
  @Mixin private CapacityOptions capacity;
  @Mixin private SharedStoreOption store;

  @Mixin private RunnerOptions runner;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Project project = store.project(common);
    Plan plan = pipeline.plan(project);
    names.addTo(RunNotes.NONE); // said before anything is done
    RunRequest request = capacity.limit(stages.request(plan)).keepingGoing(keepGoing);
    if (dryRun) {
      StatusCommand.print(plan, StatusCommand.peek(project, plan, request, common), common);
      return ExitCodes.DONE;
    }
    Result result;
    try (Interruption interruption = Interruption.ofThisThread()) {
      StageRunner where = runner.connect(plan, request.jobs());
      result =
          run(
              project,
              plan,
              capacity.limit(request, where),
              where,
              common,
              run -> name(project, run));
    }
    RunManifest manifest = result.manifest();
    if (result.nothingToDo()) {
      name(project, manifest.id());
    }
    RunSummary.printErrors(manifest);
    if (common.json()) {
      Map<String, @Nullable Object> map = manifest.toMap();
      map.put("nothingToDo", result.nothingToDo());
      map.putAll(
          RunList.notes(manifest.id(), project.runs(), common.warnings(System.err::println))
              .toMap());
      System.out.print(Json.write(map));
    } else if (common.forPeople()) {
      Path folder = project.runs().folder(manifest.id());
      RunSummary.print(manifest, folder, result.nothingToDo());
    }
    if (report) {
      var written = ReportCommand.write(project, manifest, common);
      if (common.forPeople()) {
        ReportCommand.print(written);
      }
    } else if (common.forPeople() && Terminal.isInteractive()) {
      System.out.println("./reprise report shows it");
    }
    return manifest.status() == RunManifest.Status.DONE ? ExitCodes.DONE : ExitCodes.STAGE_FAILED;
  }

  /**
   * What became of a run.
   *
   * @param nothingToDo whether the manifest is of an earlier run, which this one would only repeat
   */
  record Result(RunManifest manifest, boolean nothingToDo) {}

  /** As soon as there is a run, so that one that is interrupted has its name too. */
  private void name(Project project, String run) {
    try {
      project
          .runs()
          .note(run, before -> named(before, run), id -> project.keep(id, common.notices()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunNotes named(RunNotes before, String run) {
    RunNotes after = names.addTo(before);
    if (before.name() != null && !before.name().equals(after.name())) {
      throw new ReportedException(
          "there is nothing to do, and "
              + run
              + ", which stands for this run, is called '"
              + before.name()
              + "' already; ./reprise note "
              + run
              + " --name NAME calls it something else");
    }
    return after;
  }

  /** Runs a plan for everyone to see. */
  static Result run(Project project, Plan plan, RunRequest request, CommonOptions common)
      throws IOException, InterruptedException {
    return run(project, plan, request, LocalRunner.onAllProcessors(), common, run -> {});
  }

  /**
   * Runs a plan for everyone to see.
   *
   * @param stages where they run
   * @param recorded hears the id of the run once it is in a manifest
   */
  static Result run(
      Project project,
      Plan plan,
      RunRequest request,
      StageRunner stages,
      CommonOptions common,
      Consumer<String> recorded)
      throws IOException, InterruptedException {
    var environment = Environment.capture(project.home()); // git answers while stages are looked up
    try (RunLines lines = new RunLines(plan.names(), common, recorded)) {
      Runner engine = project.runner(plan, stages, environment, common.warnings(lines::note));
      RunManifest manifest = engine.run(plan, request, lines);
      return new Result(manifest, lines.foundNothingToDo());
    }
  }
}
