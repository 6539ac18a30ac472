package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.UseLock;
import io.reprise.pipelines.cache.Verification;
import io.reprise.pipelines.run.RunFiles;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks bytes. */
@Command(
    name = "verify",
    description = {
      "Check every byte of the store and of all runs, or of one run.",
      "Exits with 4 when one is not as it was written."
    },
    sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "An id, its beginning, latest or latest~1. Default: the store and all runs.")
  private @Nullable String run;

  @Option(
      names = "--repair",
      description = "Drop what is damaged, and link files in runs' folders anew.")
  private boolean repair;

  @Mixin private CommonOptions common;

  private final List<String> problems = new ArrayList<>();
  private final Map<String, @Nullable Object> counts = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    Project project = common.project();
    try (Store store = Store.open(project.store())) {
      RunFiles files = new RunFiles(project.runs(), store);
      if (run == null) {
        verify(store);
        problems.addAll(files.problems(repair));
        counts.put("runs", (long) project.runs().ids().size());
      } else {
        problems.addAll(files.problems(project.runs().find(run), repair));
        counts.put("runs", 1L);
      }
    }
    print();
    return problems.isEmpty() ? ExitCodes.DONE : ExitCodes.CORRUPT;
  }

  private void verify(Store store) throws IOException {
    Verification verification = Verification.of(store);
    problems.addAll(verification.problems());
    counts.put("records", (long) verification.records());
    counts.put("contents", (long) verification.contents());
    counts.put("bytes", verification.bytes());
    if (repair && !problems.isEmpty()) {
      drop(verification, store);
    }
  }

  private void drop(Verification verification, Store store) throws IOException {
    Optional<UseLock> alone = store.useAlone();
    if (alone.isEmpty()) {
      problems.add(
          "a run is at work in the store: nothing was dropped; repair it when it has ended");
      return;
    }
    try (UseLock use = alone.get()) {
      verification.dropDamaged(use);
    }
  }

  private void print() {
    if (common.json()) {
      counts.put("problems", problems);
      System.out.print(Json.write(counts));
      return;
    }
    problems.forEach(problem -> System.err.println("error: " + problem));
    if (common.quiet()) {
      return;
    }
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (what, count) -> parts.add(String.format(Locale.ROOT, "%,d %s", (Long) count, what)));
    System.out.println(
        String.join(", ", parts)
            + (problems.isEmpty()
                ? ": all as they were written"
                : ": "
                    + problems.size()
                    + " damaged; the next run rebuilds what it needs of them"));
  }
}
