package io.reprise.pipelines.cli;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.Catalogue;
import io.reprise.stages.dataset.Dataset;
import io.reprise.stages.dataset.DatasetCheck;
import io.reprise.stages.dataset.DatasetFetch;
import io.reprise.stages.dataset.Fetched;
import io.reprise.stages.dataset.FileCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Datasets: lists, fetches and checks them. */
@Command(
    name = "data",
    addMethodSubcommands = false,
    description = "List, fetch and check datasets.",
    synopsisSubcommandLabel = "list|fetch|check",
    subcommands = {DataCommand.ListData.class, DataCommand.Fetch.class, DataCommand.Check.class})
final class DataCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // picocli itself looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say list, fetch or check");
  }

  private static Dataset find(Project project, String name) {
    return new Catalogue(project.data()).find(name, Path.of("").toAbsolutePath());
  }

  /** Lists datasets. */
  @Command(
      name = "list",
      addMethodSubcommands = false,
      description = "List the datasets of the catalogue, and whether their files are here.",
      sortOptions = false)
  static final class ListData implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      List<Dataset> datasets = new Catalogue(common.project().data()).all();
      if (common.json()) {
        System.out.print(Json.write(datasets.stream().map(DataFacts::of).toList()));
      } else if (common.forPeople()) {
        int width = Terminal.width(datasets.stream().map(Dataset::name).toList());
        datasets.forEach(dataset -> System.out.println(line(dataset, width)));
      }
      return ExitCodes.DONE;
    }

    private static String line(Dataset dataset, int width) {
      return String.format(
          Locale.ROOT,
          "  %s  %-8s  %,7d images  %s",
          Terminal.pad(dataset.name(), width),
          DatasetCheck.present(dataset) ? "here" : "not here",
          dataset.rows(),
          dataset.title());
    }
  }

  /** Fetches a dataset. */
  @Command(
      name = "fetch",
      addMethodSubcommands = false,
      description = "Download a dataset, or copy it from a folder, and verify it.",
      sortOptions = false)
  static final class Fetch implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "A dataset of the catalogue, or its file.")
    private String name;

    @Option(names = "--from", paramLabel = "DIR", description = "Copy from here; no network.")
    private @Nullable Path from;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() throws IOException, InterruptedException {
      Dataset dataset = find(common.project(), name);
      List<Fetched> files = new ArrayList<>();
      try (DownloadLine line = new DownloadLine(!common.forPeople())) {
        for (Fetched file : fetched(new DatasetFetch(line), dataset)) {
          line.done(file);
          files.add(file);
        }
      }
      if (common.json()) {
        System.out.print(Json.write(files.stream().map(DataFacts::of).toList()));
      }
      return ExitCodes.DONE;
    }

    private List<Fetched> fetched(DatasetFetch fetch, Dataset dataset)
        throws IOException, InterruptedException {
      if (from == null) {
        return fetch.fromAddresses(dataset);
      }
      if (!Files.isDirectory(from)) {
        throw new ReportedException("--from " + from + ": there is no such folder");
      }
      return fetch.fromFolder(dataset, from);
    }
  }

  /** Checks a dataset. */
  @Command(
      name = "check",
      addMethodSubcommands = false,
      description = {
        "Compare a dataset's files with their SHA-256.",
        "Exits with 3 when one is missing or wrong."
      },
      sortOptions = false)
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "A dataset of the catalogue, or its file.")
    private String name;

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      List<FileCheck> checks = DatasetCheck.full(find(common.project(), name));
      if (common.json()) {
        System.out.print(Json.write(checks.stream().map(DataFacts::of).toList()));
      } else if (common.forPeople()) {
        for (FileCheck check : checks) {
          System.out.printf(
              Locale.ROOT,
              "  %-8s %s%n",
              DataFacts.word(check.state()),
              check.present() ? check.file() : check.problem());
        }
      }
      boolean right = checks.stream().allMatch(FileCheck::present);
      return right ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }
  }
}
