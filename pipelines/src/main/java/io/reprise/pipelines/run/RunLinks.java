package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.SyncBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Shows artifacts below a run's folder, as hard links where the file system has them; there for
 * good when the batch is synced.
 */
final class RunLinks {

  private final Store store;
  private final SyncBatch batch;

  RunLinks(Store store, SyncBatch batch) {
    this.store = store;
    this.batch = batch;
  }

  void link(Artifact artifact, Path folder) throws IOException {
    for (Map.Entry<String, StoredObject> file : artifact.files().entrySet()) {
      batch.link(folder.resolve(file.getKey()), store.object(file.getValue().digest()));
    }
  }

  /** The same for the files that are not there. */
  void linkMissing(Artifact artifact, Path folder) throws IOException {
    for (Map.Entry<String, StoredObject> file : artifact.files().entrySet()) {
      Path link = folder.resolve(file.getKey());
      if (!Files.exists(link)) {
        batch.link(link, store.object(file.getValue().digest()));
      }
    }
  }

  /** Puts one file in the place of what is there; a folder that is there stays, and is an error. */
  void replace(Path link, StoredObject object) throws IOException {
    batch.delete(link);
    batch.link(link, store.object(object.digest()));
  }
}
