package io.reprise.stages.file;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Adds up the progress on rows that one process works on side by side. */
public final class ShardProgress {

  private static final Map<String, AtomicLong> DONE = new ConcurrentHashMap<>();
  private static final int STEP = 500;

  private final AtomicLong done;
  private final Progress progress;
  private final String unit;
  private final long total;

  /**
   * @param uri of the progress file
   * @param unit what rows are, in the plural: "images"
   * @param total of all shards; {@link Progress#UNKNOWN} where nobody knows it
   */
  public ShardProgress(String uri, String unit, long total) {
    this.done = DONE.computeIfAbsent(uri, key -> new AtomicLong());
    this.progress = new Progress(uri, unit);
    this.unit = unit;
    this.total = total;
  }

  /** Notes that one more is done. */
  public void one() throws IOException {
    long now = done.incrementAndGet();
    if (total == Progress.UNKNOWN && now % STEP == 0) {
      progress.report(now, total, String.format(Locale.ROOT, "%,d %s", now, unit));
    } else if (now % STEP == 0 || now == total) {
      progress.report(Math.min(now, total), total, "");
    }
  }
}
