package io.reprise.stages.network;

import io.reprise.stages.file.Progress;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Adds up the progress of the shards that one process works on side by side. */
public final class ShardProgress {

  private static final Map<String, AtomicLong> DONE = new ConcurrentHashMap<>();
  private static final int STEP = 500;

  private final AtomicLong done;
  private final Progress progress;
  private final long total;

  /**
   * @param uri of the progress file
   * @param total examples in all shards
   */
  public ShardProgress(String uri, long total) {
    this.done = DONE.computeIfAbsent(uri, key -> new AtomicLong());
    this.progress = new Progress(uri, "examples");
    this.total = total;
  }

  /** Notes that one more is done. */
  public void one() throws IOException {
    long now = done.incrementAndGet();
    if (now % STEP == 0 || now == total) {
      progress.report(Math.min(now, total), total, "");
    }
  }
}
