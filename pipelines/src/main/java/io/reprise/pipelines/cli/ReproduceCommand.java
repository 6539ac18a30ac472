package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.Reproduction;
import io.reprise.pipelines.run.Reproduction.Comparison;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a run anew. */
@Command(
    name = "reproduce",
    description = "Run a run anew in an empty store, and compare all digests.")
final class ReproduceCommand implements Callable<Integer> {

  @Mixin private CommonOptions common;

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "An id, its beginning, latest or latest~1. Default: ${DEFAULT-VALUE}.")
  private String run;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Project project = common.project();
    RunManifest before = project.runs().find(run);
    Plan plan = Reproduction.plan(before, project.stageTypes(before));
    Files.createDirectories(project.outputs());
    Path folder = Files.createTempDirectory(project.outputs(), "reproduce-");
    try {
      Project empty = new Project(project.home(), folder, "");
      RunManifest after =
          RunCommand.run(empty, plan, RunRequest.of(Set.copyOf(plan.names())), common);
      try (Store store = Store.open(project.store());
          Store anew = Store.open(empty.store())) {
        return print(before, Reproduction.compare(before, after, store, anew));
      }
    } finally {
      new Disk().deleteTree(folder);
    }
  }

  private int print(RunManifest before, List<Comparison> comparisons) {
    boolean equal = comparisons.stream().allMatch(Comparison::equal);
    if (common.json()) {
      List<Map<String, @Nullable Object>> stages = new ArrayList<>();
      for (Comparison comparison : comparisons) {
        Map<String, @Nullable Object> stage = new LinkedHashMap<>();
        stage.put("stage", comparison.stage());
        stage.put("equal", comparison.equal());
        stage.put("why", comparison.why());
        stages.add(stage);
      }
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("run", before.id());
      map.put("reproduced", equal);
      map.put("stages", stages);
      System.out.print(Json.write(map));
    } else if (!common.quiet()) {
      for (Comparison comparison : comparisons) {
        String why =
            comparison.why().isEmpty() ? "" : " (" + String.join("; ", comparison.why()) + ")";
        System.out.println(
            "  " + comparison.stage() + (comparison.equal() ? ": equal" : ": DIFFERENT") + why);
      }
      System.out.println(before.id() + (equal ? " is reproduced" : " is NOT reproduced"));
    }
    return equal ? ExitCodes.DONE : ExitCodes.DIFFERENT;
  }
}
