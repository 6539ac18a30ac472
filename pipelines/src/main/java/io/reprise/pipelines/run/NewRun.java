package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.manifest.RunFolders;
import java.io.IOException;
import java.time.Instant;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run's folder and its lock, made as soon as there is something to keep. */
final class NewRun implements AutoCloseable {

  private final RunFolders runs;
  private final Supplier<Instant> clock;
  private final IntUnaryOperator random;
  private @Nullable String id;
  private @Nullable SharedExclusiveLock running;

  /**
   * @param clock asked when the folder is made
   * @param random gives a number below its argument
   */
  NewRun(RunFolders runs, Supplier<Instant> clock, IntUnaryOperator random) {
    this.runs = runs;
    this.clock = clock;
    this.random = random;
  }

  synchronized String id() throws IOException {
    if (id == null) {
      id = runs.create(clock.get(), random);
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
