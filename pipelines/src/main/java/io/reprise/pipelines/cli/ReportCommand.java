package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.outputs.RunOutputs;
import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.plan.StageTypes;
import io.reprise.pipelines.plot.SvgFile;
import io.reprise.pipelines.report.PageFiles;
import io.reprise.pipelines.report.RunReport;
import io.reprise.pipelines.report.RunView;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.StageType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the report of a run. */
@Command(
    name = "report",
    addMethodSubcommands = false,
    description = {
      "Write a run's report.html, one file that works from disk.",
      "It stands beside run.json, in the run's folder, and its charts as SVG in report.charts."
    },
    sortOptions = false)
final class ReportCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "An id, its beginning, latest or latest~1. Default: ${DEFAULT-VALUE}.")
  private String run;

  @Option(names = "--open", description = "Show it in the browser.")
  private boolean open;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Project project = common.project();
    RunManifest manifest = project.runs().find(run);
    Written written = write(project, manifest, common);
    if (common.json()) {
      System.out.print(Json.write(toMap(manifest, written)));
    } else if (common.forPeople()) {
      print(written);
    }
    if (open) {
      Browser.show(written.page());
    }
    return ExitCodes.DONE;
  }

  /** What was written. */
  record Written(Path page, List<Path> charts) {}

  static void print(Written written) {
    System.out.println(Project.shown(written.page()));
  }

  private static Map<String, @Nullable Object> toMap(RunManifest manifest, Written written) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("run", manifest.id());
    map.put("report", written.page().toAbsolutePath().toString());
    map.put(
        "charts", written.charts().stream().map(each -> each.toAbsolutePath().toString()).toList());
    return map;
  }

  /** Writes the page and its charts; warns of what could not be done. */
  static Written write(Project project, RunManifest manifest, CommonOptions common)
      throws IOException {
    Path folder = project.runs().folder(manifest.id());
    // A stage's name has no dot, so that none of its folders can be one of the report's.
    PageFiles files = new PageFiles(folder.resolve("report.html"), new Disk());
    try (SharedExclusiveLock kept = project.keep(manifest.id(), common.notices());
        Store store = Store.open(project.store())) {
      RunOutputs outputs = new RunOutputs(manifest, folder, store);
      Page page = RunReport.of(new RunView(outputs, types(project, manifest)));
      return write(files, page, common.warnings(System.err::println));
    }
  }

  /** Writes a page and its charts beside it. */
  static Written write(PageFiles files, Page page, Consumer<String> warnings) throws IOException {
    CompletableFuture<Boolean> possible = CompletableFuture.supplyAsync(SvgFile::isPossible);
    files.writePage(page); // while Java loads its fonts
    if (!possible.join()) {
      warnings.accept(
          "no chart is written as SVG, since this Java finds no font; install fontconfig and a"
              + " font, such as fonts-dejavu-core");
      return new Written(files.page(), List.of());
    }
    return new Written(files.page(), files.writeCharts(page));
  }

  /**
   * Of the types that the run uses, those that are known: where a jar is gone, the built-in ones.
   */
  private static Map<String, StageType> types(Project project, RunManifest manifest) {
    StageTypes known;
    try {
      known = project.stageTypes(manifest);
    } catch (ReportedException e) {
      known = project.stageTypes();
    }
    Map<String, StageType> types = new HashMap<>();
    for (StageEntry entry : manifest.stages()) {
      known.find(entry.type()).ifPresent(stage -> types.put(entry.type(), stage.type()));
    }
    return types;
  }
}
