package io.reprise.pipelines.cli;

import io.reprise.pipelines.run.PointResult;
import io.reprise.pipelines.run.SweepEvents;
import io.reprise.schemas.digest.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A sweep as it goes: one plain line when a point ends, and on a terminal one live line for each
 * stage at work.
 */
final class SweepLines implements SweepEvents, AutoCloseable {

  private final boolean silent;
  private final List<String> labels;
  private final Function<PointResult, String> headline;
  private final RunningLines lines;
  private final Consumer<String> warnings;
  private int ended;

  /**
   * @param labels of the points
   * @param headline a figure or two of a point that is done
   */
  SweepLines(List<String> labels, CommonOptions common, Function<PointResult, String> headline) {
    this.labels = labels;
    this.headline = headline;
    this.silent = !common.forPeople();
    this.lines = new RunningLines(silent);
    this.warnings = common.warnings(lines::note);
  }

  @Override
  public void waitingForStore() {
    if (!silent) {
      lines.note(RunningLines.WAITING_FOR_STORE);
    }
  }

  @Override
  public void waiting(int point, String stage) {
    if (!silent) {
      lines.note(stage + " of " + labels.get(point) + ": waiting for another run that works on it");
    }
  }

  @Override
  public void warning(int point, String stage, String line) {
    warnings.accept(labels.get(point) + ": " + stage + ": " + line);
  }

  /** A line for standard error, among the live ones. */
  void note(String line) {
    lines.note(line);
  }

  @Override
  public void started(int point, String stage, Digest key, Path progress) {
    lines.start(name(point, stage), progress);
  }

  @Override
  public void ended(int point, String stage) {
    lines.end(name(point, stage));
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
    lines.print(line.stripTrailing());
  }

  /** A point for which nothing was executed first is one whose results were there. */
  private static String state(PointResult result) {
    if (!result.isDone()) {
      return "failed";
    }
    return result.executed() == 0 ? "cached" : "ran";
  }

  @Override
  public void close() {
    lines.close();
  }
}
