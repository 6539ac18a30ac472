package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a run, or one stage of it. */
@Command(name = "show", description = "Show a run, or one stage with the first rows of its tables.")
final class ShowCommand implements Callable<Integer> {

  private static final int ROWS = 5;

  @Mixin private CommonOptions common;

  @Parameters(
      arity = "0..1",
      index = "0",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "An id, its beginning, latest or latest~1. Default: ${DEFAULT-VALUE}.")
  private String run;

  @Parameters(arity = "0..1", index = "1", paramLabel = "STAGE", description = "One of its stages.")
  private @Nullable String stage;

  @Override
  public Integer call() throws IOException {
    Project project = common.project();
    RunManifest manifest = project.runs().find(run);
    Path folder = project.runs().folder(manifest.id());
    if (common.json()) {
      System.out.print(Json.write(manifest.toMap()));
    } else if (stage == null) {
      show(manifest, folder);
    } else {
      show(manifest, stage, folder.resolve(stage));
    }
    return ExitCodes.DONE;
  }

  private static void show(RunManifest manifest, Path folder) throws IOException {
    System.out.println(manifest.id() + "  " + manifest.pipeline() + "  " + manifest.started());
    for (StageEntry entry : manifest.stages()) {
      System.out.printf(
          "  %-12s %-8s %8s  %s%n",
          entry.name(),
          entry.outcome(),
          Terminal.seconds(entry.seconds()),
          String.join("; ", entry.why()));
    }
    RunSummary.print(manifest, folder);
  }

  private static void show(RunManifest manifest, String name, Path folder) throws IOException {
    List<String> names = manifest.stages().stream().map(StageEntry::name).toList();
    StageEntry entry =
        manifest
            .stage(name)
            .orElseThrow(
                () ->
                    new ReportedException(
                        manifest.id()
                            + " has no stage '"
                            + name
                            + "'"
                            + Nearest.hint(name, names)));
    System.out.println(entry.name() + " (" + entry.type() + "), " + entry.outcome());
    System.out.print(Json.write(entry.parameters()));
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        System.out.printf("%s  %,d bytes%n", folder.relativize(file), Files.size(file));
        if (file.toString().endsWith(".parquet")) {
          FirstRows.of(file, ROWS).forEach(row -> System.out.println("    " + Terminal.fit(row)));
        }
      }
    }
  }
}
