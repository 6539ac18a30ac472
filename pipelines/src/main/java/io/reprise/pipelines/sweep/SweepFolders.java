package io.reprise.pipelines.sweep;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.schemas.json.SealedJson;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code outputs/sweeps}: a folder for each sweep, named as those of runs are.
 *
 * <pre>
 * sweep.json        what was asked, and what is known of each point
 * table.parquet     a row for each setting: a function of the results alone
 * points.parquet    a row for each point: the same
 * seconds.parquet   a row for each point: its run, and what clocks said
 * </pre>
 */
public final class SweepFolders {

  private static final Logger LOG = LoggerFactory.getLogger(SweepFolders.class);
  private static final String SWEEP = "sweep.json";

  private final RunFolders folders;
  private final Disk disk = new Disk();

  /**
   * @param folder need not be there
   */
  public SweepFolders(Path folder) {
    this.folders = new RunFolders(folder, disk);
  }

  public Path folder(String id) {
    return folders.folder(id);
  }

  /** A sweep's folder: that of the same sweep, if it has been there before, else a new one. */
  public String idFor(String asked, Clock clock, RandomGenerator random) throws IOException {
    Optional<String> same = folders.ids().stream().filter(id -> isOf(id, asked)).findFirst();
    return same.isPresent() ? same.get() : folders.create(clock.instant(), random::nextInt);
  }

  /** Latest first; without those whose writing was killed. */
  public List<String> ids() throws IOException {
    return folders.ids().stream().filter(id -> Files.exists(folder(id).resolve(SWEEP))).toList();
  }

  /**
   * A sweep by its id, a beginning of it, or {@code latest}.
   *
   * @throws ReportedException when there is no such sweep
   */
  public SweepResult find(String word) throws IOException {
    List<String> ids = ids();
    List<String> matching =
        word.equals("latest")
            ? ids.stream().limit(1).toList()
            : ids.stream().filter(id -> id.startsWith(word)).toList();
    if (ids.isEmpty()) {
      throw new ReportedException(
          "there are no sweeps yet; ./reprise sweep sample train.epochs=2,4 seed=1..3 makes one");
    }
    if (matching.size() != 1) {
      throw new ReportedException(
          (matching.isEmpty() ? "there is no sweep '" : "more than one sweep begins with '")
              + word
              + "'; there is "
              + String.join(", ", ids));
    }
    return read(matching.get(0));
  }

  /** One that cannot be read is another one: what has just been run is not lost for it. */
  private boolean isOf(String id, String asked) {
    try {
      return readable(id).filter(sweep -> sweep.asked().equals(asked)).isPresent();
    } catch (ReportedException e) {
      LOG.warn("sweep {} is passed over: {}", id, e.getMessage());
      return false;
    }
  }

  private Optional<SweepResult> readable(String id) {
    return Files.exists(folder(id).resolve(SWEEP)) ? Optional.of(read(id)) : Optional.empty();
  }

  private SweepResult read(String id) {
    Path file = folder(id).resolve(SWEEP);
    try {
      return SweepResult.fromMap(SealedJson.read(file));
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      throw new ReportedException(
          file + " is not a sweep that this version reads: delete its folder; " + e.getMessage(),
          e);
    }
  }

  /** The runs of all sweeps that are there, for gc to keep. */
  public Set<String> runs() throws IOException {
    Set<String> runs = new HashSet<>();
    for (String id : ids()) {
      readable(id)
          .ifPresent(
              sweep ->
                  sweep.points().stream()
                      .map(SweepPointResult::run)
                      .filter(run -> run != null)
                      .forEach(runs::add));
    }
    return runs;
  }

  /** Puts a sweep's files in its folder, each as a whole, in place of those that are there. */
  public void write(SweepResult sweep) throws IOException {
    Comparison comparison = Comparison.of(sweep, Optional.empty());
    List<String> shown = comparison.metrics().shown(List.of());
    Table settings = SweepTables.settings(sweep, comparison, shown);
    put(sweep, "table.parquet", ParquetTable.bytes(settings.withoutTimings()));
    put(
        sweep,
        "points.parquet",
        ParquetTable.bytes(SweepTables.points(sweep, comparison.metrics())));
    put(sweep, "seconds.parquet", ParquetTable.bytes(SweepTables.seconds(sweep)));
    put(sweep, SWEEP, SealedJson.write(sweep.toMap()).getBytes(StandardCharsets.UTF_8));
  }

  private void put(SweepResult sweep, String name, byte[] content) throws IOException {
    Path folder = folder(sweep.id());
    disk.replace(folder.resolve(name), content, folder.resolve(name + ".draft"));
  }
}
