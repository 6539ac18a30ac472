package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.Reproduction;
import io.reprise.pipelines.run.Reproduction.Comparison;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a run anew. */
@Command(
    name = "reproduce",
    addMethodSubcommands = false,
    description = {
      "Run a run anew in an empty store, and compare the digests of all files.",
      "Exits with 3 when one differs."
    },
    sortOptions = false)
final class ReproduceCommand implements Callable<Integer> {

  private static final String PREFIX = "reproduce-";
  private static final String AT_WORK = "running";

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      defaultValue = "latest",
      description = "An id, its beginning, latest or latest~1. Default: ${DEFAULT-VALUE}.")
  private String run;

  @Mixin private CapacityOptions capacity;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Project project = common.project();
    RunManifest before = project.runs().find(run);
    Plan plan = Reproduction.plan(before, project.stageTypes(before));
    RunRequest request = capacity.limit(RunRequest.of(Set.copyOf(plan.names()))).keepingGoing(true);
    Files.createDirectories(project.outputs());
    removeAbandoned(project.outputs());
    try (Interruption interruption = Interruption.ofThisThread()) {
      Path folder = Files.createTempDirectory(project.outputs(), PREFIX);
      try (SharedExclusiveLock atWork =
          SharedExclusiveLock.shared(folder.resolve(AT_WORK), () -> {})) {
        return reproduce(before, plan, request, folder);
      } finally {
        new Disk().deleteTree(folder);
      }
    }
  }

  /** What killed processes left. */
  private static void removeAbandoned(Path outputs) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(outputs, PREFIX + "*")) {
      for (Path folder : left) {
        Optional<SharedExclusiveLock> nobody =
            SharedExclusiveLock.tryExclusiveIfPresent(folder.resolve(AT_WORK));
        if (nobody.isPresent()) {
          nobody.get().close();
          new Disk().deleteTree(folder);
        }
      }
    }
  }

  private int reproduce(RunManifest before, Plan plan, RunRequest request, Path folder)
      throws IOException, InterruptedException {
    Project project = common.project();
    Project empty = new Project(project.home(), folder, "");
    RunManifest after = RunCommand.run(empty, plan, request, common).manifest();
    try (Store store = Store.open(project.store());
        Store anew = Store.open(empty.store())) {
      List<Comparison> comparisons = Reproduction.compare(before, after, store, anew);
      if (common.json()) {
        System.out.print(Json.write(toMap(before, comparisons)));
      } else if (common.forPeople()) {
        print(before, comparisons);
      } else {
        RunSummary.printErrors(after);
      }
      return isEqual(comparisons) ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }
  }

  private static boolean isEqual(List<Comparison> comparisons) {
    return comparisons.stream().allMatch(Comparison::equal);
  }

  private static void print(RunManifest before, List<Comparison> comparisons) {
    for (Comparison comparison : comparisons) {
      String why =
          comparison.why().isEmpty() ? "" : " (" + String.join("; ", comparison.why()) + ")";
      System.out.println(
          "  " + comparison.stage() + (comparison.equal() ? ": equal" : ": DIFFERENT") + why);
    }
    System.out.println(
        before.id() + (isEqual(comparisons) ? " is reproduced" : " is NOT reproduced"));
  }

  private static Map<String, @Nullable Object> toMap(
      RunManifest before, List<Comparison> comparisons) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("run", before.id());
    map.put("reproduced", isEqual(comparisons));
    map.put("stages", comparisons.stream().map(ReproduceCommand::toMap).toList());
    return map;
  }

  private static Map<String, @Nullable Object> toMap(Comparison comparison) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("stage", comparison.stage());
    map.put("equal", comparison.equal());
    map.put("why", comparison.why());
    return map;
  }
}
