package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads image files, undecoded, from class folders in an archive or on disk. */
final class ImageFoldersReader {

  private ImageFoldersReader() {}

  static void read(SplitSource source, Split.ImageFolders split, SplitSource.Sink sink)
      throws IOException {
    String archive = split.archive();
    if (archive == null) {
      readFolder(source, split.folder(), sink);
    } else {
      readArchive(source, archive, split.folder(), sink);
    }
  }

  /** Twice, since an archive need not be sorted, and its images are too many to keep. */
  private static void readArchive(
      SplitSource source, String archive, String folder, SplitSource.Sink sink) throws IOException {
    List<String> paths = new ArrayList<>();
    TarArchive.forEachFile(source, archive, (path, size, content) -> paths.add(path));
    ImageFolders images = ImageFolders.of(archive, folder, source.classes(), paths);
    TarArchive.forEachFile(
        source,
        archive,
        (path, size, content) -> {
          Long id = images.ids().get(path);
          if (id != null) {
            sink.row(id, images.label(path), archive + "/" + path, content.readAllBytes());
          }
        });
  }

  private static void readFolder(SplitSource source, String folder, SplitSource.Sink sink)
      throws IOException {
    ImageFolders images =
        ImageFolders.of(folder, folder, source.classes(), source.files().keySet());
    for (String path : images.ids().keySet().stream().sorted().toList()) {
      long id = images.ids().getOrDefault(path, 0L);
      try (SourceStream in = source.open(path)) {
        sink.row(id, images.label(path), path, in.readAllBytes());
      }
    }
  }
}
