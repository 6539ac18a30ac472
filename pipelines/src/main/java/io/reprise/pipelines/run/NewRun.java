package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.manifest.RunFolders;
import java.io.IOException;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A run's folder and its lock, made as soon as there is something to keep. */
final class NewRun implements AutoCloseable {

  private final RunFolders runs;
  private final Instant start;
  private final IntUnaryOperator random;
  private @Nullable String id;
  private @Nullable SharedExclusiveLock running;

  /**
   * @param random gives a number below its argument
   */
  NewRun(RunFolders runs, Instant start, IntUnaryOperator random) {
    this.runs = runs;
    this.start = start;
    this.random = random;
  }

  synchronized String id() throws IOException {
    if (id == null) {
      id = runs.create(start, random);
      running = runs.hold(id);
    }
    return id;
  }

  @Override
  public synchronized void close() throws IOException {
    if (running != null) {
      running.close();
    }
    if (id != null) {
      runs.end(id);
    }
  }
}
