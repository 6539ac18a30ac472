package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.KeyRecord.Version;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.cache.SyncBatch;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.path.RelativePath;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files in runs' folders, checked against the digests in their manifests. */
public final class RunFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

  private final RunFolders runs;
  private final Store store;

  /** Most files are links to the same few contents, which need be read only once. */
  private final Map<Object, StoredObject> read = new HashMap<>();

  public RunFiles(RunFolders runs, Store store) {
    this.runs = runs;
    this.store = store;
  }

  /** The same for all runs, and the manifests that cannot be read. */
  public List<String> problems(boolean repair) throws IOException {
    List<String> problems = new ArrayList<>();
    for (String id : runs.ids()) {
      try {
        problems.addAll(problems(runs.read(id), repair));
      } catch (ReportedException e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }

  /**
   * What is wrong, one line a stage; empty when every byte is as it was. Files beside an artifact's
   * are their owner's business.
   *
   * @param repair whether to link files anew that the store still has
   */
  public List<String> problems(RunManifest run, boolean repair) throws IOException {
    List<String> problems = new ArrayList<>();
    for (StageEntry stage : run.all()) {
      Path folder = runs.folder(run.id()).resolve(RunMetrics.is(stage) ? "" : stage.name());
      if (stage.artifact() != null && isLinked(run) && !isWhole(stage, folder)) {
        boolean repaired = repair && repair(stage, folder) && isWhole(stage, folder);
        String what = RunMetrics.is(stage) ? ": metrics.parquet or headlines.json" : "";
        problems.add(
            folder + what + " is not what the run put there" + (repaired ? ": repaired" : ""));
      }
    }
    return problems;
  }

  /** One that was stopped may have artifacts that were never shown in its folder. */
  private static boolean isLinked(RunManifest run) {
    return switch (run.status()) {
      case DONE -> true;
      case FAILED -> run.metrics() != null;
      case RUNNING, INTERRUPTED, KILLED -> false;
    };
  }

  private boolean isWhole(StageEntry stage, Path folder) {
    Optional<Artifact> artifact = artifact(stage);
    if (artifact.isPresent()) {
      return damaged(artifact.get(), folder).isEmpty();
    }
    try {
      return all(stage, folder).digest().hex().equals(stage.artifact());
    } catch (IOException | UncheckedIOException e) {
      LOG.info("{} cannot be read", folder, e);
      return false;
    }
  }

  /** The artifact's files that are missing or have other bytes, by path. */
  private SortedMap<String, StoredObject> damaged(Artifact artifact, Path folder) {
    SortedMap<String, StoredObject> damaged = new TreeMap<>();
    for (Map.Entry<String, StoredObject> file : artifact.files().entrySet()) {
      if (!has(folder.resolve(file.getKey()), file.getValue())) {
        damaged.put(file.getKey(), file.getValue());
      }
    }
    return damaged;
  }

  /** What cannot be read is as good as damaged. */
  private boolean has(Path file, StoredObject object) {
    try {
      return Files.isRegularFile(file) && content(file).digest().equals(object.digest());
    } catch (IOException | UncheckedIOException e) {
      LOG.info("{} cannot be read", file, e);
      return false;
    }
  }

  /** What is there, for a run whose key record is gone: nobody knows which files are its own. */
  private Artifact all(StageEntry stage, Path folder) throws IOException {
    SortedMap<String, StoredObject> files = new TreeMap<>();
    if (RunMetrics.is(stage)) {
      for (Map.Entry<String, Path> file : RunMetrics.files(folder).entrySet()) {
        files.put(file.getKey(), content(file.getValue()));
      }
      return new Artifact(files);
    }
    for (Path file : Disk.filesBelow(folder)) {
      files.put(RelativePath.of(folder, file), content(file));
    }
    return new Artifact(files);
  }

  private StoredObject content(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object identity = attributes.fileKey() == null ? file : attributes.fileKey();
    StoredObject known = read.get(identity);
    if (known == null) {
      known = new StoredObject(Digest.of(file), attributes.size());
      read.put(identity, known);
    }
    return known;
  }

  /** Whether every file that the run put there could be put there again. */
  private boolean repair(StageEntry stage, Path folder) throws IOException {
    Optional<Artifact> artifact = artifact(stage);
    if (artifact.isEmpty()) {
      return false;
    }
    SyncBatch batch = store.disk().batch();
    RunLinks links = new RunLinks(store, batch);
    boolean all = true;
    for (var file : damaged(artifact.get(), folder).entrySet()) {
      if (!has(store.object(file.getValue().digest()), file.getValue())) {
        all = false;
        continue;
      }
      try {
        links.replace(folder.resolve(file.getKey()), file.getValue());
      } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
        all = false; // something of the user's is in the way
      }
    }
    batch.sync();
    read.clear(); // a new file may have the identity of one that was deleted
    return all;
  }

  private Optional<Artifact> artifact(StageEntry stage) {
    if (stage.key() == null
        || !(store.storedRecord(new Digest(stage.key())) instanceof StoredRecord.Found known)) {
      return Optional.empty();
    }
    return known.record().versions().stream()
        .map(Version::artifact)
        .filter(artifact -> artifact.digest().hex().equals(stage.artifact()))
        .map(artifact -> RunMetrics.is(stage) ? RunMetrics.shown(artifact) : artifact)
        .findFirst();
  }
}
