package io.reprise.pipelines.cli;

import io.reprise.pipelines.run.Outcome;
import io.reprise.pipelines.run.RunEvents;
import io.reprise.schemas.digest.Digest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A run as it goes: on a terminal one live line a stage, otherwise one plain line when a stage
 * ends.
 */
final class RunLines implements RunEvents, AutoCloseable {

  private static final long TICK_MILLIS = 250;

  private final PrintStream out = System.out;
  private final boolean silent;
  private final boolean terminal;
  private final int nameWidth;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Thread ticker;
  private final LiveLines live;
  private final Consumer<String> warnings;
  private final Consumer<String> recorded;
  private boolean nothingToDo;

  /** A stage at work. */
  private record Running(ProgressNote progress, long start) {}

  /**
   * @param recorded hears the id of a run that there is something to keep of
   */
  RunLines(List<String> names, CommonOptions common, Consumer<String> recorded) {
    this.recorded = recorded;
    this.silent = !common.forPeople();
    this.warnings = common.warnings(this::note);
    this.terminal = !silent && Terminal.isInteractive();
    this.nameWidth = Terminal.width(names);
    this.live = new LiveLines(out, new TerminalWidth());
    this.ticker = new Thread(this::tick, "live lines");
    if (terminal) {
      ticker.setDaemon(true);
      ticker.start();
    }
  }

  @Override
  public void waitingForStore() {
    if (!silent) {
      note("waiting for gc or verify --repair, which has the store alone");
    }
  }

  @Override
  public synchronized void waiting(String stage) {
    if (!silent) {
      live.clear();
      out.println("  " + pad(stage) + "  waiting for another run that works on it");
      redraw();
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
  synchronized void note(String line) {
    live.clear();
    out.flush();
    System.err.println(line);
    redraw();
  }

  @Override
  public synchronized void started(String stage, Digest key, List<String> why, Path progress) {
    running.put(stage, new Running(new ProgressNote(progress), System.nanoTime()));
    redraw();
  }

  @Override
  public synchronized void finished(String stage, Outcome outcome, double seconds) {
    running.remove(stage);
    if (silent || outcome instanceof Outcome.NotSelected) {
      return;
    }
    live.clear();
    out.println(line(stage, outcome, seconds));
    redraw();
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

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        synchronized (this) {
          redraw();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void redraw() {
    if (!terminal) {
      return;
    }
    long now = System.nanoTime();
    List<String> lines = new ArrayList<>();
    running.forEach(
        (stage, state) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %s  running %8s  %s",
                    pad(stage),
                    Terminal.seconds((now - state.start()) / 1e9),
                    state.progress().read(now / 1e9))));
    live.draw(lines);
  }

  @Override
  public void close() {
    ticker.interrupt();
    synchronized (this) {
      live.clear();
    }
  }
}
