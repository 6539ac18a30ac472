package io.reprise.pipelines.cli;

import io.reprise.pipelines.run.Outcome;
import io.reprise.pipelines.run.RunEvents;
import io.reprise.schemas.digest.Digest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
  private int liveLines;

  /** A stage at work. */
  private record Running(Path progress, long start) {}

  RunLines(List<String> names, boolean silent) {
    this.silent = silent;
    this.terminal = !silent && Terminal.isInteractive();
    this.nameWidth = Terminal.width(names);
    this.ticker = new Thread(this::tick, "live lines");
    if (terminal) {
      ticker.setDaemon(true);
      ticker.start();
    }
  }

  @Override
  public synchronized void waiting(String stage) {
    if (!silent) {
      clear();
      out.println("  " + pad(stage) + "  waiting for another run that works on it");
      redraw();
    }
  }

  /** A line for standard error, among the live ones. */
  synchronized void note(String line) {
    clear();
    out.flush();
    System.err.println(line);
    redraw();
  }

  @Override
  public synchronized void started(String stage, Digest key, List<String> why, Path progress) {
    running.put(stage, new Running(progress, System.nanoTime()));
    redraw();
  }

  @Override
  public synchronized void finished(String stage, Outcome outcome, double seconds) {
    running.remove(stage);
    if (silent || outcome instanceof Outcome.NotSelected) {
      return;
    }
    clear();
    out.println(line(stage, outcome, seconds));
    redraw();
  }

  private String line(String stage, Outcome outcome, double seconds) {
    String digest =
        outcome.found().map(found -> found.artifact().digest().shortHex()).orElse("        ");
    boolean executed = outcome instanceof Outcome.Ran || outcome instanceof Outcome.Failed;
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
    StringBuilder text = new StringBuilder();
    running.forEach(
        (stage, state) -> {
          double seconds = (System.nanoTime() - state.start()) / 1e9;
          String progress = ProgressNote.read(state.progress(), seconds);
          String line =
              String.format(
                  Locale.ROOT,
                  "  %s  running %8s  %s",
                  pad(stage),
                  Terminal.seconds(seconds),
                  progress);
          text.append(Terminal.fit(line)).append('\n');
        });
    clear();
    out.print(text);
    out.flush();
    liveLines = running.size();
  }

  private void clear() {
    if (liveLines > 0) {
      out.print("\u001b[" + liveLines + "A\u001b[J"); // up, and erase to the end of the screen
      liveLines = 0;
    }
  }

  @Override
  public void close() {
    ticker.interrupt();
    synchronized (this) {
      clear();
    }
  }
}
