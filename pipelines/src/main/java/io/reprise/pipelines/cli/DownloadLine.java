package io.reprise.pipelines.cli;

import io.reprise.stages.dataset.DatasetFetch;
import io.reprise.stages.dataset.Fetched;
import java.util.List;
import java.util.Locale;

/** A download as it goes: one live line on a terminal, and one plain line a file. */
final class DownloadLine implements DatasetFetch.Listener, AutoCloseable {

  private static final long TICK_NANOS = 200_000_000L;

  private final boolean silent;
  private final boolean terminal;
  private long last;
  private final LiveLines live = new LiveLines(System.out, new TerminalWidth());

  DownloadLine(boolean silent) {
    this.silent = silent;
    this.terminal = !silent && Terminal.isInteractive();
    this.last = System.nanoTime() - TICK_NANOS;
  }

  @Override
  public void progress(String file, long done, long total) {
    if (!terminal || System.nanoTime() - last < TICK_NANOS) {
      return;
    }
    last = System.nanoTime();
    String of = total < 0 ? "" : String.format(Locale.ROOT, " of %.1f", total / 1e6);
    String line =
        String.format(
            Locale.ROOT,
            "  %s  %s  %.1f%s MB",
            file,
            total < 0 ? "" : ProgressNote.bar(done, total),
            done / 1e6,
            of);
    live.draw(List.of(line));
  }

  void done(Fetched file) {
    if (!silent) {
      close();
      System.out.printf(
          Locale.ROOT,
          "  %-30s %-12s %,12d bytes%n",
          file.file(),
          DataFacts.word(file.way()),
          file.bytes());
    }
  }

  @Override
  public void close() {
    live.clear();
  }
}
