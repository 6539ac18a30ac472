package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Shows artifacts below a run's folder, as hard links where the file system has them. */
final class RunLinks {

  private final Store store;

  RunLinks(Store store) {
    this.store = store;
  }

  void link(Artifact artifact, Path folder) throws IOException {
    Disk disk = store.disk();
    Set<Path> made = new HashSet<>();
    for (Map.Entry<String, StoredObject> file : artifact.files().entrySet()) {
      Path link = folder.resolve(file.getKey());
      Path parent = Objects.requireNonNull(link.getParent());
      if (made.add(parent)) {
        disk.createFolders(parent);
      }
      disk.link(link, store.object(file.getValue().digest()));
    }
  }

  /** Puts one file in the place of what is there; a folder that is there stays, and is an error. */
  void replace(Path link, StoredObject object) throws IOException {
    Disk disk = store.disk();
    disk.createFolders(Objects.requireNonNull(link.getParent()));
    disk.delete(link);
    disk.link(link, store.object(object.digest()));
  }
}
