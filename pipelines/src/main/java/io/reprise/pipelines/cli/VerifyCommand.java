package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.Verification;
import io.reprise.pipelines.run.RunFiles;
import io.reprise.schemas.json.Json;
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
import picocli.CommandLine.Parameters;

/** Checks bytes. */
@Command(
    name = "verify",
    addMethodSubcommands = false,
    description = {
      "Check every byte of the store and of all runs, or of one run.",
      "Exits with 4 when one is not as it was written."
    },
    sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

  private static final String BUSY =
      "a run is at work in the store: nothing was dropped or linked anew; repair it when it has"
          + " ended";

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN",
      description = "An id, its beginning, latest or latest~1. Default: the store and all runs.")
  private @Nullable String run;

  @Option(
      names = "--repair",
      description = "Drop what is damaged, link runs' files anew; not beside a run.")
  private boolean repair;

  @Mixin private CommonOptions common;

  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private boolean busy;
  private final Map<String, @Nullable Object> counts = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException {
    Project project = common.project();
    try (Store store = Store.open(project.store())) {
      // before anything is read, so that nobody changes it until it is dropped
      Optional<SharedExclusiveLock> alone = repair ? store.tryLockExclusively() : Optional.empty();
      busy = repair && alone.isEmpty();
      try {
        verify(project, store, alone);
      } finally {
        if (alone.isPresent()) {
          alone.get().close();
        }
      }
    }
    print();
    return problems.isEmpty() ? ExitCodes.DONE : ExitCodes.CORRUPT;
  }

  /**
   * @param alone without which nothing is repaired
   */
  private void verify(Project project, Store store, Optional<SharedExclusiveLock> alone)
      throws IOException {
    RunFiles files = new RunFiles(project.runs(), store);
    if (run == null) {
      Verification verification = Verification.of(store);
      note(verification);
      if (alone.isPresent()) {
        verification.dropDamaged(alone.get());
      }
      problems.addAll(files.problems(alone.isPresent()));
      counts.put("runs", (long) project.runs().ids().size());
    } else {
      problems.addAll(files.problems(project.runs().find(run), alone.isPresent()));
      counts.put("runs", 1L);
    }
  }

  private void note(Verification verification) {
    problems.addAll(verification.problems());
    notes.addAll(verification.notes());
    counts.put("records", (long) verification.records());
    counts.put("contents", (long) verification.contents());
    counts.put("bytes", verification.bytes());
  }

  private void print() {
    if (busy && (problems.isEmpty() || common.json())) {
      notes.add(BUSY);
    }
    if (common.json()) {
      counts.put("problems", problems);
      counts.put("notes", notes);
      System.out.print(Json.write(counts));
      return;
    }
    problems.forEach(problem -> System.err.println("error: " + problem));
    if (busy && !problems.isEmpty()) {
      System.err.println("error: " + BUSY);
    }
    if (common.forPeople()) {
      notes.forEach(note -> System.out.println("note: " + note));
      printSummary();
    }
  }

  private void printSummary() {
    List<String> parts = new ArrayList<>();
    counts.forEach((what, count) -> parts.add(Terminal.counted((Long) count, what)));
    System.out.println(
        String.join(", ", parts)
            + (problems.isEmpty()
                ? ": all as they were written"
                : ": "
                    + problems.size()
                    + " damaged; the next run rebuilds what it needs of them, --repair drops the rest"));
  }
}
