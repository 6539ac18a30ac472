package io.reprise.pipelines.cli;

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
    description = "List, fetch and check datasets.",
    synopsisSubcommandLabel = "list|fetch|check",
    subcommands = {DataCommand.ListData.class, DataCommand.Fetch.class, DataCommand.Check.class})
final class DataCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @SuppressWarnings("UnusedVariable") // for --help
  @Mixin
  private CommonOptions common;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say list, fetch or check");
  }

  private static Dataset find(Project project, String name) {
    return new Catalogue(project.data()).find(name, Path.of("").toAbsolutePath());
  }

  /** Lists datasets. */
  @Command(name = "list", description = "List the datasets of the catalogue.")
  static final class ListData implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Override
    public Integer call() {
      for (Dataset dataset : new Catalogue(common.project().data()).all()) {
        System.out.printf(
            Locale.ROOT,
            "  %-14s  %-8s  %,7d images  %s%n",
            dataset.name(),
            DatasetCheck.present(dataset) ? "here" : "not here",
            dataset.rows(),
            dataset.title());
      }
      return ExitCodes.DONE;
    }
  }

  /** Fetches a dataset. */
  @Command(
      name = "fetch",
      description = "Download a dataset, or copy it from a folder, and verify it.")
  static final class Fetch implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "A dataset of the catalogue, or its file.")
    private String name;

    @Option(names = "--from", paramLabel = "DIR", description = "Copy from here; no network.")
    private @Nullable Path from;

    @Override
    public Integer call() throws IOException, InterruptedException {
      Dataset dataset = find(common.project(), name);
      try (DownloadLine line = new DownloadLine(common.quiet())) {
        DatasetFetch fetch = new DatasetFetch(line);
        for (Fetched file : fetched(fetch, dataset)) {
          line.done(file);
        }
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
  @Command(name = "check", description = "Compare a dataset's files with their SHA-256.")
  static final class Check implements Callable<Integer> {

    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "NAME", description = "A dataset of the catalogue, or its file.")
    private String name;

    @Override
    public Integer call() {
      List<FileCheck> checks = DatasetCheck.full(find(common.project(), name));
      for (FileCheck check : checks) {
        String state = check.state().name().toLowerCase(Locale.ROOT);
        System.out.printf("  %-8s %s%n", state, check.present() ? check.file() : check.problem());
      }
      boolean right = checks.stream().allMatch(FileCheck::present);
      return right ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }
  }
}
