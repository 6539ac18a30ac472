package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Sweep;
import io.reprise.pipelines.run.GarbageCollection;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Clears up the store. */
@Command(
    name = "gc",
    addMethodSubcommands = false,
    description = "Drop from the store what no kept run reaches.",
    sortOptions = false)
final class GcCommand implements Callable<Integer> {

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = {
        "Of each pipeline, keep the latest N runs that are done and differ, and those that failed"
            + " since.",
        "Pinned runs stay (./reprise pin), and those of sweeps whose folder is there. Default: all"
            + " runs."
      })
  private @Nullable Integer keep;

  @Option(names = "--dry-run", description = "Say what would go, and remove nothing.")
  private boolean dryRun;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    if (keep != null && keep < 0) {
      throw new ReportedException("--keep " + keep + ": how many runs to keep, 0 or more");
    }
    Project project = common.project();
    int kept = keep == null ? GarbageCollection.ALL_RUNS : keep;
    Optional<GarbageCollection> collection =
        GarbageCollection.of(project.workspace(), kept, () -> project.sweeps().runs(), dryRun);
    if (collection.isEmpty()) {
      System.err.println(
          "error: a run is at work in "
              + project.store()
              + "; nothing was removed, try again later");
      return ExitCodes.STAGE_FAILED;
    }
    if (common.json()) {
      System.out.print(Json.write(toMap(collection.get())));
    } else if (common.forPeople()) {
      print(collection.get());
    }
    return ExitCodes.DONE;
  }

  private void print(GarbageCollection collection) {
    Sweep sweep = collection.sweep();
    if (common.verbose()) {
      printList(collection);
    }
    if (collection.runs().isEmpty() && sweep.isEmpty()) {
      System.out.println("nothing to free");
      return;
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("runs", collection.runs().size());
    counts.put("results", sweep.records().size());
    counts.put("older versions", sweep.thinned().size());
    counts.put("contents", sweep.contents().size());
    counts.put("leftovers", sweep.leftovers().size());
    counts.values().removeIf(count -> count == 0);
    List<String> parts = new ArrayList<>();
    counts.forEach((what, count) -> parts.add(Terminal.counted(count, what)));
    System.out.println(
        (dryRun ? "would free " : "freed ")
            + Terminal.bytes(sweep.bytes())
            + ": "
            + String.join(", ", parts));
  }

  private static void printList(GarbageCollection collection) {
    collection.runs().forEach(run -> System.out.println("  run " + run));
    for (Sweep.Dropped record : collection.sweep().records()) {
      String of =
          record.stage().isEmpty() ? ", of another version or damaged" : " of " + record.stage();
      System.out.println("  result " + record.key().shortHex() + of);
    }
  }

  private Map<String, @Nullable Object> toMap(GarbageCollection collection) {
    Sweep sweep = collection.sweep();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("dryRun", dryRun);
    map.put("bytes", sweep.bytes());
    map.put("runs", collection.runs());
    map.put("results", sweep.records().stream().map(record -> record.key().hex()).toList());
    map.put("thinned", (long) sweep.thinned().size());
    map.put("contents", sweep.contents().stream().map(Object::toString).toList());
    map.put("leftovers", sweep.leftovers().stream().map(Object::toString).toList());
    return map;
  }
}
