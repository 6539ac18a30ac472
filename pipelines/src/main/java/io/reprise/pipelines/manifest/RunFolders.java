package io.reprise.pipelines.manifest;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.schemas.json.SealedJson;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** The folder {@code outputs/runs}: a folder for each run, named by its id. */
public final class RunFolders {

  // A stage's name has no dot, and a name of the run's own files has one: they never meet.
  static final String MANIFEST = "run.json";

  private static final String RUNNING = "running.lock";
  private static final String PIN = "pinned.txt";
  private static final String NOTES_LOCK = "notes.lock";
  private static final String DRAFT = ".draft";

  private final Path folder;
  private final Disk disk;

  public RunFolders(Path folder) {
    this(folder, new Disk());
  }

  public RunFolders(Path folder, Disk disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * Makes the folder of a new run.
   *
   * @param random gives a number below its argument
   * @return the run's id
   */
  public String create(Instant start, IntUnaryOperator random) throws IOException {
    disk.createFolders(folder);
    Instant time = start;
    while (true) {
      String id = RunId.draw(time, random);
      String latest = ids().stream().findFirst().orElse("");
      if (id.compareTo(latest) > 0 && disk.createFolder(folder.resolve(id))) {
        return id;
      }
      // Ids sort by time even where two runs start within a second, or the clock went back.
      time = latest.isEmpty() ? time : RunId.start(latest).plusSeconds(1);
    }
  }

  public Path folder(String id) {
    return folder.resolve(id);
  }

  /** To be held while the run goes on: without it, a run that did not end was killed. */
  public SharedExclusiveLock hold(String id) throws IOException {
    return SharedExclusiveLock.shared(folder(id).resolve(RUNNING), () -> {});
  }

  /** The last step of a run that is held. */
  public void end(String id) throws IOException {
    disk.delete(folder(id).resolve(RUNNING));
    SharedExclusiveLock.removeTraces(folder(id).resolve(RUNNING));
  }

  /** To be called before anything else is put in a run's folder. */
  public void write(RunManifest manifest) throws IOException {
    Path own = folder(manifest.id());
    byte[] text = SealedJson.write(manifest.toMap()).getBytes(StandardCharsets.UTF_8);
    disk.replace(own.resolve(MANIFEST), text, own.resolve(MANIFEST + DRAFT));
  }

  /** Folders of runs that were killed before they had a manifest, or half removed. */
  public List<String> abandoned() throws IOException {
    List<String> abandoned = new ArrayList<>();
    for (Path run : Disk.childrenOf(folder)) {
      if (RunId.is(run.getFileName().toString()) && isAbandoned(run)) {
        abandoned.add(run.getFileName().toString());
      }
    }
    return abandoned;
  }

  /** A folder that has something without a manifest has lost it: a run that nobody can read. */
  private static boolean isAbandoned(Path run) throws IOException {
    if (!Files.notExists(run.resolve(MANIFEST))) {
      return false; // or nobody may look
    }
    return RunRemoval.hasBegun(run)
        || Disk.childrenOf(run).stream()
            .allMatch(child -> isLock(child) || child.toString().endsWith(DRAFT));
  }

  /** Of the run, or the leases of it. */
  private static boolean isLock(Path child) {
    return String.valueOf(child.getFileName()).startsWith(RUNNING);
  }

  /** Whether gc is to keep a run whatever it is told. */
  public boolean isPinned(String id) {
    return Files.exists(folder(id).resolve(PIN));
  }

  /** Keeps a run from being removed until it is closed. */
  @FunctionalInterface
  public interface Keeping {
    /**
     * @throws ReportedException when the run is gone
     */
    SharedExclusiveLock keep(String id) throws IOException;
  }

  /** Says so, or no longer. */
  public void pin(String id, boolean pinned, Keeping keeping) throws IOException {
    Path pin = folder(id).resolve(PIN);
    try (SharedExclusiveLock kept = keeping.keep(id)) {
      if (pinned) {
        byte[] text =
            "gc keeps this run; ./reprise pin RUN --remove\n".getBytes(StandardCharsets.UTF_8);
        disk.replace(pin, text, folder(id).resolve(PIN + DRAFT));
      } else {
        disk.delete(pin);
      }
    }
  }

  /** Removes runs; what is in the store stays. */
  public void delete(List<String> ids) throws IOException {
    new RunRemoval(disk).remove(ids.stream().map(this::folder).toList());
  }

  /** The ids of all runs, latest first; of those too whose manifest is lost. */
  public List<String> ids() throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path run : Disk.childrenOf(folder)) {
      if (RunId.is(run.getFileName().toString()) && !isAbandoned(run)) {
        ids.add(run.getFileName().toString());
      }
    }
    Collections.reverse(ids);
    return ids;
  }

  /**
   * The run that a word names: an id, a prefix of only one, {@code latest}, {@code latest~1}, or a
   * name that it was given.
   *
   * @throws ReportedException when there is none, or more than one
   */
  public RunManifest find(String word) throws IOException {
    return read(new RunLookup(ids(), this::notes).find(word));
  }

  /** What somebody has said of a run. */
  public RunNotes notes(String id) {
    return new RunNotesFile(folder(id)).read();
  }

  /**
   * Says something else of a run. Nobody else changes notes meanwhile, so that of two that are said
   * at once both stay.
   *
   * @param change from what was said to what is to be said
   * @return what is said now
   */
  public RunNotes note(String id, UnaryOperator<RunNotes> change, Keeping keeping)
      throws IOException {
    RunNotes said = notes(id);
    if (change.apply(said).equals(said)) {
      return said; // who only looks needs no right to write
    }
    try (SharedExclusiveLock kept = keeping.keep(id);
        SharedExclusiveLock alone =
            SharedExclusiveLock.exclusive(folder(id).resolve(NOTES_LOCK), () -> {})) {
      RunNotesFile file = new RunNotesFile(folder(id));
      RunNotes before = file.read();
      RunNotes after = change.apply(before);
      file.write(after, disk);
      return after;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while noting something of " + id).initCause(e);
    }
  }

  /**
   * The manifest of a run.
   *
   * @throws ReportedException when it cannot be read
   */
  public RunManifest read(String id) {
    Path file = folder(id).resolve(MANIFEST);
    try {
      RunManifest manifest = RunManifest.fromMap(SealedJson.read(file));
      if (manifest.status() != Status.RUNNING || !isLeft(id)) {
        return manifest;
      }
      // Nobody is at work on it any more, who would write it; but its end may just have been.
      RunManifest last = RunManifest.fromMap(SealedJson.read(file));
      return last.status() == Status.RUNNING ? last.with(Status.KILLED) : last;
    } catch (NoSuchFileException e) {
      throw new ReportedException(file + " is gone", e);
    } catch (IOException | IllegalArgumentException | ClassCastException e) {
      throw new ReportedException(
          file + " is not a manifest that this version reads: " + e.getMessage(), e);
    }
  }

  /** Not one that has just begun or ended, which has no lock. */
  private boolean isLeft(String id) throws IOException {
    Optional<SharedExclusiveLock> nobody =
        SharedExclusiveLock.tryExclusiveIfPresent(folder(id).resolve(RUNNING));
    if (nobody.isPresent()) {
      nobody.get().close();
    }
    return nobody.isPresent();
  }
}
