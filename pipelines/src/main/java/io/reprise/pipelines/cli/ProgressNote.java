package io.reprise.pipelines.cli;

import io.reprise.stages.file.Progress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Follows what the workers of one stage note about their progress. Rates count from what was first
 * seen done, which in a stage that goes on from an earlier try is not nothing.
 */
final class ProgressNote {

  private static final int BAR_WIDTH = 20;

  /** Shorter, a rate says little. */
  private static final double SURE_SECONDS = 2;

  private final Path folder;

  /** By total, since a stage may do several works at once or in turn. */
  private final Map<Long, Seen> first = new HashMap<>();

  private final Map<Long, Seen> latest = new HashMap<>();

  /** How much was done when the note that says so was first read. */
  private record Seen(long done, double seconds) {}

  /**
   * @param folder {@code StageContext.progress()}
   */
  ProgressNote(Path folder) {
    this.folder = folder;
  }

  /**
   * For a live line; empty while there is nothing to say.
   *
   * @param now seconds from any fixed time
   */
  String read(double now) {
    WorkerNotes notes = WorkerNotes.in(folder);
    if (notes.total() == Progress.UNKNOWN) {
      boolean counts = notes.note().isEmpty() && notes.done() > 0;
      return counts
          ? String.format(Locale.ROOT, "%,d %s", notes.done(), notes.unit())
          : notes.note();
    }
    long done = notes.done();
    long total = notes.total();
    return String.format(
            Locale.ROOT,
            "%s %3d %%  %s%s",
            bar(done, total),
            100 * done / total,
            notes.note().isEmpty() ? "" : notes.note() + "  ",
            speed(done, total, notes.unit(), now))
        .stripTrailing();
  }

  private String speed(long done, long total, String unit, double now) {
    Seen before = latest.get(total);
    if (before == null || done < before.done()) {
      first.put(total, new Seen(done, now));
    }
    if (before == null || done != before.done()) {
      latest.put(total, new Seen(done, now));
    }
    Seen start = first.getOrDefault(total, new Seen(done, now));
    Seen end = latest.getOrDefault(total, start);
    double seconds = end.seconds() - start.seconds();
    if (seconds < SURE_SECONDS) {
      return "";
    }
    double rate = (end.done() - start.done()) / seconds;
    double left = Math.max(0, (total - end.done()) / rate - (now - end.seconds()));
    String toGo = done >= total ? "" : Terminal.roughly(left) + " to go  ";
    return String.format(Locale.ROOT, rate < 10 ? "%.1f %s/s  " : "%,.0f %s/s  ", rate, unit)
        + toGo;
  }

  static String bar(long done, long total) {
    int filled = (int) Math.max(0, Math.min(BAR_WIDTH, BAR_WIDTH * done / total));
    return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  }
}
