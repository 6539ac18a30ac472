package io.reprise.pipelines.cli;

import io.reprise.pipelines.cli.RunList.ListedRun;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
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
      "With --pipeline, a table of the parameters and metrics in which its runs differ.",
      "With --html, a page of all runs."
    },
    sortOptions = false)
final class RunsCommand implements Callable<Integer> {

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "Compare the runs of this pipeline.")
  private @Nullable String pipeline;

  @Option(names = "--tag", paramLabel = "TAG", description = "Only runs that have this tag.")
  private @Nullable String tag;

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

  @Mixin private HtmlOption html;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    requireFit();
    RunFolders runs = common.project().runs();
    List<ListedRun> listed =
        new RunList(runs, common.warnings(System.err::println)).read(pipeline, tag);
    if (html.isGiven()) {
      writePage(listed, runs);
    } else if (pipeline != null) {
      printTable(listed, runs);
    } else if (common.json()) {
      List<Map<String, @Nullable Object>> maps = new ArrayList<>();
      for (ListedRun run : listed) {
        maps.add(RunsJson.of(ComparedRun.of(run, runs.folder(run.run().id())), runs));
      }
      System.out.print(Json.write(maps));
    } else if (common.forPeople() && runs.ids().isEmpty()) {
      System.out.println("no runs yet");
    } else if (common.forPeople()) {
      print(listed, runs);
    }
    return ExitCodes.DONE;
  }

  private void requireFit() {
    boolean ordered = csv || markdown || reverse || sort != null;
    if (html.isGiven()) {
      html.file();
      if (ordered) {
        throw new ReportedException(
            "--html: the page is sorted by clicks; leave out --sort, --reverse, --csv, --markdown");
      }
    } else if (pipeline == null && (ordered || !metrics.isEmpty() || !parameters.isEmpty())) {
      throw new ReportedException(
          "name the pipeline whose runs are to be compared: --pipeline NAME");
    }
  }

  private void writePage(List<ListedRun> listed, RunFolders runs) throws IOException {
    RunsHtml page = new RunsHtml(compared(listed, runs), runs.folder(""), html.folder());
    html.write(page.page(metrics, parameters));
    if (common.json()) {
      System.out.print(Json.write(Map.of("html", html.file().toAbsolutePath().toString())));
    } else if (common.forPeople()) {
      System.out.println(Project.shown(html.file()));
    }
  }

  private static List<ComparedRun> compared(List<ListedRun> listed, RunFolders runs)
      throws IOException {
    List<ComparedRun> compared = new ArrayList<>();
    for (ListedRun run : listed) {
      compared.add(ComparedRun.of(run, runs.folder(run.run().id())));
    }
    return compared;
  }

  private void printTable(List<ListedRun> listed, RunFolders runs) throws IOException {
    RunTable table = new RunTable(compared(listed, runs));
    table.addParameters(parameters);
    table.addMetrics(metrics);
    if (sort != null || reverse) {
      table.sort(sort == null ? "run" : sort, reverse);
    }
    RunTableText text = new RunTableText(table);
    if (common.json()) {
      System.out.print(Json.write(RunsJson.of(table, runs)));
    } else if (csv) {
      System.out.print(text.csv());
    } else if (markdown) {
      System.out.print(text.markdown());
    } else if (common.forPeople()) {
      System.out.print(text.text(Terminal.columns()));
    }
  }

  private static void print(List<ListedRun> listed, RunFolders runs) {
    int width = Terminal.width(listed.stream().map(each -> each.run().pipeline()).toList());
    for (ListedRun each : listed) {
      RunManifest run = each.run();
      long ran = run.stages().stream().filter(s -> s.outcome().equals("ran")).count();
      System.out.printf(
          Locale.ROOT,
          "%s  %-11s  %s  %2d of %2d stages ran, %s%s%s%n",
          run.id(),
          run.status().name().toLowerCase(Locale.ROOT),
          Terminal.pad(run.pipeline(), width),
          ran,
          run.stages().size(),
          Terminal.seconds(run.seconds()),
          runs.isPinned(run.id()) ? ", pinned" : "",
          NotesText.inLine(each.notes()));
    }
  }
}
