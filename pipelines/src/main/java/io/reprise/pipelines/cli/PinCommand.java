package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunFolders;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Marks runs that gc never removes. */
@Command(
    name = "pin",
    addMethodSubcommands = false,
    description = "Let gc keep a run, whatever --keep says.",
    sortOptions = false)
final class PinCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RUN", description = "An id, its beginning, a name, latest or latest~1.")
  private String run;

  @Option(names = "--remove", description = "Unpin it again.")
  private boolean remove;

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    Project project = common.project();
    RunFolders runs = project.runs();
    String id = runs.find(run).id();
    if (remove && !runs.isPinned(id)) {
      printNotPinned(runs, id);
      return ExitCodes.DONE;
    }
    runs.pin(id, !remove, kept -> project.keep(kept, common.notices()));
    if (common.forPeople()) {
      System.out.println(id + (remove ? " is no longer pinned" : " is pinned: gc keeps it"));
    }
    return ExitCodes.DONE;
  }

  private void printNotPinned(RunFolders runs, String id) throws IOException {
    List<String> pinned = runs.ids().stream().filter(runs::isPinned).toList();
    if (common.forPeople()) {
      System.out.println(
          id
              + " was not pinned; "
              + (pinned.isEmpty() ? "no run is" : "pinned: " + String.join(", ", pinned)));
    }
  }
}
