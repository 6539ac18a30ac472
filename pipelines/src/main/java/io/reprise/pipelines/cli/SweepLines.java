package io.reprise.pipelines.cli;

import io.reprise.pipelines.run.PointResult;
import io.reprise.pipelines.run.SweepEvents;
import io.reprise.schemas.digest.Digest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A sweep as it goes: one plain line when a point ends, and on a terminal one live line for each
 * stage at work.
 */
final class SweepLines implements SweepEvents, AutoCloseable {

  private static final long TICK_MILLIS = 250;

  private final PrintStream out = System.out;
  private final boolean silent;
  private final boolean terminal;
  private final List<String> labels;
  private final Function<PointResult, String> headline;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Thread ticker;
  private final LiveLines live;
  private final Consumer<String> warnings;
  private int ended;

  /** A stage at work. */
  private record Running(ProgressNote progress, long start) {}

  /**
   * @param labels of the points
   * @param headline a figure or two of a point that is done
   */
  SweepLines(List<String> labels, CommonOptions common, Function<PointResult, String> headline) {
    this.labels = labels;
    this.headline = headline;
    this.silent = !common.forPeople();
    this.warnings = common.warnings(this::note);
    this.terminal = !silent && Terminal.isInteractive();
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
  public void waiting(int point, String stage) {
    if (!silent) {
      note(stage + " of " + labels.get(point) + ": waiting for another run that works on it");
    }
  }

  @Override
  public void warning(int point, String stage, String line) {
    warnings.accept(labels.get(point) + ": " + stage + ": " + line);
  }

  /** A line for standard error, among the live ones. */
  synchronized void note(String line) {
    live.clear();
    out.flush();
    System.err.println(line);
    redraw();
  }

  @Override
  public synchronized void started(int point, String stage, Digest key, Path progress) {
    running.put(name(point, stage), new Running(new ProgressNote(progress), System.nanoTime()));
    redraw();
  }

  @Override
  public synchronized void ended(int point, String stage) {
    running.remove(name(point, stage));
    redraw();
  }

  private String name(int point, String stage) {
    return labels.get(point) + "  " + stage;
  }

  @Override
  public synchronized void finished(PointResult result) {
    ended++;
    if (silent) {
      return;
    }
    live.clear();
    int width = String.valueOf(labels.size()).length();
    String line =
        String.format(
            Locale.ROOT,
            "  %" + width + "d/%d  %s  %-6s  %s",
            ended,
            labels.size(),
            Terminal.pad(labels.get(result.point()), Terminal.width(labels)),
            state(result),
            result.isDone() ? headline.apply(result) : result.problems().get(0));
    out.println(line.stripTrailing());
    redraw();
  }

  /** A point for which nothing was executed first is one whose results were there. */
  private static String state(PointResult result) {
    if (!result.isDone()) {
      return "failed";
    }
    return result.executed() == 0 ? "cached" : "ran";
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
