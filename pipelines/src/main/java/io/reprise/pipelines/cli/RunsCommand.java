package io.reprise.pipelines.cli;

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

/** Lists runs. */
@Command(
    name = "runs",
    addMethodSubcommands = false,
    description = "List runs, latest first: id, how it ended, pipeline, what ran.",
    sortOptions = false)
final class RunsCommand implements Callable<Integer> {

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      description = "Only the runs of this pipeline.")
  private @Nullable String pipeline;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    List<RunManifest> manifests = new ArrayList<>();
    RunFolders runs = common.project().runs();
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
    if (common.json()) {
      System.out.print(Json.write(manifests.stream().map(run -> toMap(run, runs)).toList()));
    } else if (common.forPeople() && runs.ids().isEmpty()) {
      System.out.println("no runs yet");
    } else if (common.forPeople()) {
      print(manifests, runs);
    }
    return ExitCodes.DONE;
  }

  private static Map<String, @Nullable Object> toMap(RunManifest run, RunFolders runs) {
    Map<String, @Nullable Object> map = run.toMap();
    map.put("pinned", runs.isPinned(run.id()));
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
