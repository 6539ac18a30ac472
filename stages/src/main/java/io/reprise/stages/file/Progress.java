package io.reprise.stages.file;

import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;

/**
 * Says how far a stage's work is, in a small file that the engine looks at from time to time. It
 * works on every runner, and costs at most two writes a second.
 */
public final class Progress implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The total where nobody knows it: only the note is shown. */
  public static final long UNKNOWN = 0;

  private static final long INTERVAL_NANOS = 500_000_000L;

  private final String uri;
  private final String unit;
  private long last;

  /**
   * @param uri {@link io.reprise.stages.spi.StageContext#progress()}
   * @param unit what is counted, in the plural: "images"
   */
  public Progress(String uri, String unit) {
    this.uri = uri;
    this.unit = unit;
    this.last = System.nanoTime() - INTERVAL_NANOS;
  }

  /**
   * Notes that {@code done} of {@code total} units are done.
   *
   * @param total may be {@link #UNKNOWN}
   * @param note what else to show, such as the latest loss; may be empty
   */
  public void report(long done, long total, String note) throws IOException {
    long now = System.nanoTime();
    if (now - last >= INTERVAL_NANOS || done == total) {
      last = now;
      StageFiles.writeText(
          uri, String.format(Locale.ROOT, "%d\t%d\t%s\t%s", done, total, unit, note));
    }
  }
}
