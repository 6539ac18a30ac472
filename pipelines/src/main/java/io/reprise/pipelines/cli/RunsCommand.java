package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs, or puts those of one pipeline beside each other. */
@Command(
    name = "runs",
    addMethodSubcommands = false,
    description = {
      "List runs, latest first: id, how it ended, pipeline, what ran.",
      "With --pipeline, a table of the parameters and metrics in which its runs differ."
    },
    sortOptions = false)
final class RunsCommand implements Callable<Integer> {

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "Compare the runs of this pipeline.")
  private @Nullable String pipeline;

  @Option(
      names = "--metric",
      paramLabel = "STAGE.NAME",
      split = ",",
      description = "Show these metrics, such as evaluate.accuracy. Default: those that differ.")
  private List<String> metrics = List.of();

  @Option(
      names = "--param",
      paramLabel = "STAGE.NAME",
      split = ",",
      description = "Show these parameters, such as train.epochs. Default: those that differ.")
  private List<String> parameters = List.of();

  @Option(
      names = "--sort",
      paramLabel = "COLUMN",
      description = "Put the run with the largest value of a column first.")
  private @Nullable String sort;

  @Option(names = "--reverse", description = "Put the smallest value first.")
  private boolean reverse;

  @Option(names = "--csv", description = "Print the table as CSV, with all columns and digits.")
  private boolean csv;

  @Option(names = "--markdown", description = "Print the table as Markdown, with all columns.")
  private boolean markdown;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    RunFolders runs = common.project().runs();
    List<RunManifest> manifests = read(runs);
    if (pipeline == null
        && (csv
            || markdown
            || reverse
            || sort != null
            || !metrics.isEmpty()
            || !parameters.isEmpty())) {
      throw new ReportedException(
          "name the pipeline whose runs are to be compared: --pipeline NAME");
    }
    if (common.json()) {
      List<Map<String, @Nullable Object>> maps = new ArrayList<>();
      for (RunManifest run : manifests) {
        maps.add(toMap(run, runs));
      }
      System.out.print(Json.write(maps));
    } else if (pipeline != null && !manifests.isEmpty()) {
      printTable(manifests, runs);
    } else if (common.forPeople() && runs.ids().isEmpty()) {
      System.out.println("no runs yet");
    } else if (common.forPeople()) {
      print(manifests, runs);
    }
    return ExitCodes.DONE;
  }

  private List<RunManifest> read(RunFolders runs) throws IOException {
    List<RunManifest> manifests = new ArrayList<>();
    for (String id : runs.ids()) {
      try {
        RunManifest run = runs.read(id);
        if (pipeline == null || pipeline.equals(run.pipeline())) {
          manifests.add(run);
        }
      } catch (ReportedException e) {
        if (!common.quiet()) {
          System.err.println("warning: " + e.getMessage());
        }
      }
    }
    return manifests;
  }

  private void printTable(List<RunManifest> manifests, RunFolders runs) throws IOException {
    List<ComparedRun> compared = new ArrayList<>();
    for (RunManifest run : manifests) {
      compared.add(ComparedRun.of(run, runs.folder(run.id())));
    }
    RunTable table = new RunTable(compared);
    table.addParameters(parameters);
    table.addMetrics(metrics);
    if (sort != null || reverse) {
      table.sort(sort == null ? "run" : sort, reverse);
    }
    RunTableText text = new RunTableText(table);
    if (csv) {
      System.out.print(text.csv());
    } else if (markdown) {
      System.out.print(text.markdown());
    } else if (common.forPeople()) {
      System.out.print(text.text(Terminal.columns()));
    }
  }

  private static Map<String, @Nullable Object> toMap(RunManifest run, RunFolders runs)
      throws IOException {
    Map<String, @Nullable Object> map = run.toMap();
    map.put("pinned", runs.isPinned(run.id()));
    Map<String, @Nullable Object> headlines = new LinkedHashMap<>();
    for (ComparedRun.Headline headline : ComparedRun.headlines(run, runs.folder(run.id()))) {
      headlines.put(headline.path(), headline.value());
    }
    map.put("headlines", headlines);
    return map;
  }

  private static void print(List<RunManifest> manifests, RunFolders runs) {
    int width = Terminal.width(manifests.stream().map(RunManifest::pipeline).toList());
    for (RunManifest run : manifests) {
      long ran = run.stages().stream().filter(s -> s.outcome().equals("ran")).count();
      System.out.printf(
          Locale.ROOT,
          "%s  %-11s  %s  %2d of %2d stages ran, %s%s%n",
          run.id(),
          run.status().name().toLowerCase(Locale.ROOT),
          Terminal.pad(run.pipeline(), width),
          ran,
          run.stages().size(),
          Terminal.seconds(run.seconds()),
          runs.isPinned(run.id()) ? ", pinned" : "");
    }
  }
}
