package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunNotes;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a run, or one stage of it. */
@Command(
    name = "show",
    addMethodSubcommands = false,
    description = {
      "Show a run, or one of its stages.",
      "Of a stage: why it ran, key, versions, warnings, parameters, files, the first rows of its"
          + " tables, the end of its log."
    },
    sortOptions = false)
final class ShowCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      index = "0",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "An id, its beginning, a name, latest or latest~1. Default: ${DEFAULT-VALUE}.")
  private String run;

  @Parameters(arity = "0..1", index = "1", paramLabel = "STAGE", description = "One of its stages.")
  private @Nullable String stage;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    Project project = common.project();
    RunManifest manifest = project.runs().find(run);
    Path folder = project.runs().folder(manifest.id());
    RunNotes notes =
        RunList.notes(manifest.id(), project.runs(), common.warnings(System.err::println));
    if (stage != null) {
      StageEntry entry = entry(manifest, stage);
      try (Store store = Store.open(project.store())) {
        show(ShownStage.of(entry, store, folder.resolve(stage)));
      }
    } else if (common.json()) {
      Map<String, @Nullable Object> map = manifest.toMap();
      map.putAll(notes.toMap());
      System.out.print(Json.write(map));
    } else if (common.forPeople()) {
      show(manifest, folder, notes);
    }
    return ExitCodes.DONE;
  }

  private void show(ShownStage shown) throws IOException {
    if (common.json()) {
      System.out.print(Json.write(shown.toMap()));
    } else if (common.forPeople()) {
      shown.print(System.out);
    }
  }

  private static StageEntry entry(RunManifest manifest, String name) {
    List<String> names = manifest.stages().stream().map(StageEntry::name).toList();
    return manifest
        .stage(name)
        .orElseThrow(
            () ->
                new ReportedException(
                    manifest.id() + " has no stage '" + name + "'" + Nearest.hint(name, names)));
  }

  private static void show(RunManifest manifest, Path folder, RunNotes notes) throws IOException {
    String status = manifest.status().name().toLowerCase(Locale.ROOT);
    System.out.println(
        manifest.id()
            + "  "
            + manifest.pipeline()
            + "  "
            + status
            + "  "
            + manifest.startedText()
            + " UTC");
    NotesText.lines(notes).forEach(System.out::println);
    int width = Terminal.width(manifest.stages().stream().map(StageEntry::name).toList());
    for (StageEntry entry : manifest.stages()) {
      String line =
          String.format(
              Locale.ROOT,
              "  %s  %-12s %8s  %s",
              Terminal.pad(entry.name(), width),
              entry.outcome(),
              Terminal.seconds(entry.seconds()),
              String.join("; ", entry.why()));
      System.out.println(line.stripTrailing());
    }
    RunSummary.print(manifest, folder);
  }
}
