package io.reprise.pipelines.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plain lines, and below them on a terminal one live line for each stage at work, drawn again and
 * again until it is closed.
 */
final class RunningLines implements AutoCloseable {

  static final String WAITING_FOR_STORE =
      "waiting for gc or verify --repair, which has the store alone";

  private static final long TICK_MILLIS = 250;

  private final PrintStream out = System.out;
  private final boolean terminal;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Thread ticker = new Thread(this::tick, "live lines");
  private final LiveLines live = new LiveLines(out, new TerminalWidth());

  /** A stage at work. */
  private record Running(ProgressNote progress, long start) {}

  /**
   * @param silent whether nobody looks
   */
  RunningLines(boolean silent) {
    this.terminal = !silent && Terminal.isInteractive();
    if (terminal) {
      ticker.setDaemon(true);
      ticker.start();
    }
  }

  /**
   * A stage is at work from now on.
   *
   * @param name that its line begins with; no other stage at work has it
   * @param progress the file in which it says how far it is
   */
  synchronized void start(String name, Path progress) {
    running.put(name, new Running(new ProgressNote(progress), System.nanoTime()));
    redraw();
  }

  /** A stage is no longer at work, if it was. */
  synchronized void end(String name) {
    running.remove(name);
    redraw();
  }

  /** A plain line. */
  synchronized void print(String line) {
    live.clear();
    out.println(line);
    redraw();
  }

  /** A line for standard error, among the live ones. */
  synchronized void note(String line) {
    live.clear();
    out.flush();
    System.err.println(line);
    redraw();
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
        (name, state) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %s  running %8s  %s",
                    name,
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
