package io.reprise.pipelines.outputs;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.cache.KeyRecord.Version;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run and where its files are.
 *
 * @param folder of the run
 */
public record RunOutputs(RunManifest manifest, Path folder, Store store) {

  /** What came of a stage; empty where neither the store nor the run's folder has it any more. */
  public Optional<Artifact> artifact(StageEntry stage) throws IOException {
    if (stage.key() != null
        && store.storedRecord(new Digest(stage.key())) instanceof StoredRecord.Found found) {
      for (Version version : found.record().versions()) {
        if (version.artifact().digest().hex().equals(stage.artifact())) {
          return Optional.of(version.artifact());
        }
      }
    }
    Path shown = folder.resolve(stage.name());
    if (!Files.isDirectory(shown)) {
      return Optional.empty();
    }
    Artifact found = Artifact.below(shown);
    return found.digest().hex().equals(stage.artifact()) ? Optional.of(found) : Optional.empty();
  }

  /** Where a file of a stage is, if it is anywhere. */
  public Path file(StageEntry stage, String path, StoredObject content) {
    Path stored = store.object(content.digest());
    return Files.exists(stored) ? stored : folder.resolve(stage.name()).resolve(path);
  }
}
