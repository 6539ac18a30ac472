package io.reprise.pipelines.cli;

import io.reprise.pipelines.run.Outcome;
import io.reprise.pipelines.run.RunEvents;
import io.reprise.schemas.digest.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A run as it goes: on a terminal one live line a stage, otherwise one plain line when a stage
 * ends.
 */
final class RunLines implements RunEvents, AutoCloseable {

  private final boolean silent;
  private final int nameWidth;
  private final RunningLines lines;
  private final Consumer<String> warnings;
  private final Consumer<String> recorded;
  private boolean nothingToDo;

  /**
   * @param recorded hears the id of a run that there is something to keep of
   */
  RunLines(List<String> names, CommonOptions common, Consumer<String> recorded) {
    this.recorded = recorded;
    this.silent = !common.forPeople();
    this.lines = new RunningLines(silent);
    this.warnings = common.warnings(lines::note);
    this.nameWidth = Terminal.width(names);
  }

  @Override
  public void waitingForStore() {
    if (!silent) {
      lines.note(RunningLines.WAITING_FOR_STORE);
    }
  }

  @Override
  public void waiting(String stage) {
    if (!silent) {
      lines.print("  " + pad(stage) + "  waiting for another run that works on it");
    }
  }

  @Override
  public void warning(String stage, String line) {
    warnings.accept(stage + ": " + line);
  }

  @Override
  public void recorded(String run) {
    recorded.accept(run);
  }

  @Override
  public synchronized void nothingToDo() {
    nothingToDo = true;
  }

  /** Whether an earlier run stands for this one. */
  synchronized boolean foundNothingToDo() {
    return nothingToDo;
  }

  /** A line for standard error, among the live ones. */
  void note(String line) {
    lines.note(line);
  }

  @Override
  public void started(String stage, Digest key, List<String> why, Path progress) {
    lines.start(pad(stage), progress);
  }

  @Override
  public void finished(String stage, Outcome outcome, double seconds) {
    lines.end(pad(stage));
    if (!silent && !(outcome instanceof Outcome.NotSelected)) {
      lines.print(line(stage, outcome, seconds));
    }
  }

  private String line(String stage, Outcome outcome, double seconds) {
    String digest =
        outcome.found().map(found -> found.artifact().digest().shortHex()).orElse("        ");
    boolean executed =
        outcome instanceof Outcome.Ran
            || outcome instanceof Outcome.Failed
            || outcome instanceof Outcome.Interrupted;
    String time = executed ? Terminal.seconds(seconds) : "";
    String why = String.join("; ", outcome.why());
    return String.format(
            Locale.ROOT,
            "  %s  %-7s %8s  %s  %s",
            pad(stage),
            outcome.label(),
            time,
            digest,
            outcome instanceof Outcome.Failed ? "" : why)
        .stripTrailing();
  }

  private String pad(String stage) {
    return Terminal.pad(stage, nameWidth);
  }

  @Override
  public void close() {
    lines.close();
  }
}
