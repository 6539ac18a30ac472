package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs. */
@Command(
    name = "diff",
    addMethodSubcommands = false,
    description = {
      "Say what differs between two runs: what was changed, what followed from it, which metrics.",
      "Exits with 3 when anything differs."
    },
    sortOptions = false)
final class DiffCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      index = "0",
      paramLabel = "RUN_A",
      description =
          "An id, its beginning, latest or latest~1. Default: the run before RUN_B of the same"
              + " pipeline.")
  private @Nullable String first;

  @Parameters(
      arity = "0..1",
      index = "1",
      paramLabel = "RUN_B",
      description = "Default: the latest run.")
  private @Nullable String second;

  @Option(names = "--stage", paramLabel = "STAGE", description = "Compare this stage alone.")
  private @Nullable String stage;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      defaultValue = "0",
      description = "Take metrics for equal that differ by no more. Default: ${DEFAULT-VALUE}.")
  private double tolerance;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    Project project = common.project();
    RunFolders runs = project.runs();
    RunManifest after = runs.find(second == null ? "latest" : second);
    RunManifest before = first == null ? previous(runs, after) : runs.find(first);
    try (Store store = Store.open(project.store())) {
      RunDiff all =
          RunDiff.between(
              before, after, store, run -> metrics(run, runs.folder(run.id())), tolerance);
      RunDiff diff = stage == null ? all : all.only(known(stage, all));
      DiffText text = new DiffText(diff);
      if (common.json()) {
        System.out.print(Json.write(text.toMap()));
      } else if (common.forPeople()) {
        text.print(System.out);
      }
      return diff.isEmpty() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }
  }

  private static String known(String stage, RunDiff diff) {
    List<String> names = diff.stages().stream().map(RunDiff.StageDiff::name).toList();
    if (!names.contains(stage)) {
      throw new ReportedException(
          "--stage " + stage + ": neither run has it" + Nearest.hint(stage, names));
    }
    return stage;
  }

  private static RunManifest previous(RunFolders runs, RunManifest after) throws IOException {
    for (String id : runs.ids()) {
      if (id.compareTo(after.id()) < 0) {
        RunManifest run = runs.read(id);
        if (run.pipeline().equals(after.pipeline())) {
          return run;
        }
      }
    }
    throw new ReportedException(
        "there is no earlier run of " + after.pipeline() + " to compare " + after.id() + " with");
  }

  private static List<Metric> metrics(RunManifest run, Path folder) {
    List<Metric> metrics = new ArrayList<>();
    Path file = folder.resolve("metrics.parquet");
    try {
      if (Files.exists(file)) {
        try (TableReader<Metric> table =
            new TableReader<>(file.toString(), Files.newByteChannel(file), Metric.class)) {
          for (Metric row = table.read(); row != null; row = table.read()) {
            metrics.add(row);
          }
        }
      }
      metrics.sort(Comparator.comparingInt(metric -> run.position(metric.getStage())));
      return metrics;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
