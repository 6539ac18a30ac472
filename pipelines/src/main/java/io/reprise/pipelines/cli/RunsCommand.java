package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists runs. */
@Command(name = "runs", description = "List runs, latest first.")
final class RunsCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    RunFolders runs = common.project().runs();
    List<RunManifest> manifests = new ArrayList<>();
    for (String id : runs.ids()) {
      try {
        manifests.add(runs.read(id));
      } catch (ReportedException e) {
        System.err.println("warning: " + e.getMessage());
      }
    }
    if (common.json()) {
      System.out.print(Json.write(manifests.stream().map(RunManifest::toMap).toList()));
      return ExitCodes.DONE;
    }
    for (RunManifest run : manifests) {
      long ran = run.stages().stream().filter(s -> s.outcome().equals("ran")).count();
      System.out.printf(
          Locale.ROOT,
          "%s  %-11s  %-20s %2d of %d stages ran, %s%n",
          run.id(),
          run.status().name().toLowerCase(Locale.ROOT),
          run.pipeline(),
          ran,
          run.stages().size(),
          Terminal.seconds(run.seconds()));
    }
    return ExitCodes.DONE;
  }
}
