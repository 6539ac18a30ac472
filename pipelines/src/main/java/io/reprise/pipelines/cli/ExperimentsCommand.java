package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.diff.SeedReplicates;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.reported.ReportedReader;
import io.reprise.pipelines.reported.ReportedTable;
import io.reprise.pipelines.reported.RowRuns;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts reported figures beside those of the runs. */
@Command(
    name = "experiments",
    addMethodSubcommands = false,
    description = {
      "Put figures that somebody has reported beside those of your runs; run nothing.",
      "FILE lists them, each with its pipeline and what is set in it."
    },
    sortOptions = false)
final class ExperimentsCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "YAML. Default: docs/experiments.yaml of the project.")
  private @Nullable Path file;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = {
        "Write the tables there instead, in Markdown: in place of what stands between the lines",
        ExperimentsPage.BEGIN + " and " + ExperimentsPage.END + "."
      })
  private @Nullable Path markdown;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    Project project = common.project();
    Path read = file == null ? project.home().resolve("docs/experiments.yaml") : file;
    List<ReportedTable> tables = ReportedReader.read(read, Project.shown(read));
    ExperimentsPage page = markdown == null ? null : ExperimentsPage.in(markdown);
    List<ExperimentTable> results = results(project, tables);
    if (page != null) {
      page.write(ExperimentsMarkdown.of(results));
    }
    if (common.json()) {
      System.out.print(Json.write(ExperimentsJson.of(results)));
    } else if (common.forPeople() && markdown != null) {
      System.out.println(Project.shown(markdown));
    } else if (common.forPeople()) {
      new ExperimentsText(results).lines(Terminal.columns()).forEach(System.out::println);
    }
    return ExitCodes.DONE;
  }

  private List<ExperimentTable> results(Project project, List<ReportedTable> tables)
      throws IOException {
    List<RunManifest> runs =
        new RunList(project.runs(), common.warnings(System.err::println))
            .read(null, null).stream().map(RunList.ListedRun::run).toList();
    if (!Files.isDirectory(project.store())) {
      RowRuns single = new RowRuns(runs, (run, others) -> List.of());
      return new ExperimentRows(project, single).of(tables);
    }
    try (Store store = Store.open(project.store())) {
      return new ExperimentRows(project, new RowRuns(runs, new SeedReplicates(store)::of))
          .of(tables);
    }
  }
}
