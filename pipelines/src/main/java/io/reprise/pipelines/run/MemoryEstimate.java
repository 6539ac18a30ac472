package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a stage needs by its own estimate, and what to say where the heap is smaller. */
final class MemoryEstimate {

  private static final Logger LOG = LoggerFactory.getLogger(MemoryEstimate.class);
  private static final long GIGABYTE = 1L << 30;

  private MemoryEstimate() {}

  /**
   * In bytes.
   *
   * @param artifacts of the stages that it depends on
   * @param files that it reads from outside the pipeline
   */
  static long of(PlannedStage stage, Function<String, Artifact> artifacts, Collection<Path> files) {
    long inputBytes =
        stage.inputs().values().stream()
            .mapToLong(source -> artifacts.apply(source.stage()).outputSize(source.output()))
            .sum();
    long fileBytes = files.stream().mapToLong(MemoryEstimate::size).sum();
    try {
      return stage.stage().memory(stage.settings(), inputBytes + fileBytes);
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("stage {} cannot estimate its memory: {}", stage.name(), e.toString());
      return Stage.BASE_MEMORY;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // whoever reads it says that it is not there
    }
  }

  /** A warning where it is more than the heap. */
  static Optional<String> warning(long need, long heap) {
    return need <= heap
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "it needs about %s of memory, and the heap has %s; %s",
                gigabytes(need),
                gigabytes(heap),
                remedy(need, heap)));
  }

  /** What to say when the memory has run out. */
  static String exhausted(long need, long heap) {
    return String.format(
        Locale.ROOT,
        "ran out of memory: the heap has %s, and the stage needs about %s by its own estimate; %s",
        gigabytes(heap),
        gigabytes(need),
        remedy(need, heap));
  }

  /** A third more than the estimate, and more than there is. */
  private static String remedy(long need, long heap) {
    long wanted = Math.max(need / 3 * 4, heap / 2 * 3);
    return "set REPRISE_JAVA_OPTIONS=-Xmx" + Math.max(2, (wanted + GIGABYTE - 1) / GIGABYTE) + "g";
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE);
  }
}
