package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.cache.Store;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Shows artifacts below a run's folder, as hard links where the file system has them. */
final class RunLinks {

  private final Store store;

  RunLinks(Store store) {
    this.store = store;
  }

  void link(Artifact artifact, Path folder) throws IOException {
    for (Map.Entry<String, StoredObject> file : artifact.files().entrySet()) {
      Path link = folder.resolve(file.getKey());
      Files.createDirectories(Objects.requireNonNull(link.getParent()));
      link(store.object(file.getValue().digest()), link);
    }
  }

  static void link(Path object, Path link) throws IOException {
    try {
      Files.createLink(link, object);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(object, link); // another volume, or a file system without links
    }
  }
}
