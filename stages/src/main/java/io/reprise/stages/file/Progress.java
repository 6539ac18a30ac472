package io.reprise.stages.file;

import java.io.IOException;
import java.io.Serializable;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says how far a worker is with a stage, in a small file of its own that the engine looks at from
 * time to time, and adds to those of other workers. It works on every runner, and costs at most two
 * writes a second. For one thread.
 */
public final class Progress implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The total where nobody knows it: only what is done is shown, or the note. */
  public static final long UNKNOWN = 0;

  private static final long INTERVAL_NANOS = 500_000_000L;

  private final String folder;
  private final String unit;
  private long counted;
  private transient @Nullable String file;
  private transient long last;

  /**
   * @param folder {@link io.reprise.stages.spi.StageContext#progress()}
   * @param unit what is counted, in the plural: "images"
   */
  public Progress(String folder, String unit) {
    this.folder = folder;
    this.unit = unit;
  }

  /**
   * Notes that one more is done by this worker.
   *
   * @param total of all workers; may be {@link #UNKNOWN}
   */
  public void one(long total) throws IOException {
    counted++;
    report(counted, total, "");
  }

  /**
   * Notes that this worker has done {@code done} of {@code total} units.
   *
   * @param total of all workers; may be {@link #UNKNOWN}
   * @param note what else to show, such as the latest loss; may be empty
   */
  public void report(long done, long total, String note) throws IOException {
    long now = System.nanoTime();
    if (file == null || now - last >= INTERVAL_NANOS || done == total) {
      last = now;
      StageFiles.writeText(
          file(), String.format(Locale.ROOT, "%d\t%d\t%s\t%s", done, total, unit, note));
    }
  }

  /** Each worker has a copy of this. */
  private String file() {
    String name = file;
    if (name == null) {
      name = folder + UUID.randomUUID() + ".txt";
      file = name;
    }
    return name;
  }
}
