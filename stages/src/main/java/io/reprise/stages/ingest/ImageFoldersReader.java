package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads image files from class folders in an archive or on disk. */
final class ImageFoldersReader {

  private ImageFoldersReader() {}

  static void read(SplitSource source, Split.ImageFolders split, SplitSource.Sink sink)
      throws IOException {
    String archive = split.archive();
    ImageDecoder decoder = new ImageDecoder(source.shape(), split.resize(), split.convert());
    if (archive == null) {
      readFolder(source, split.folder(), decoder, 0, sink);
    } else {
      readArchive(source, archive, split.folder(), decoder, sink);
    }
  }

  /** Those of a folder, when the source has the range's files alone. */
  static void readRange(
      SplitSource source, Split.ImageFolders split, RowRange range, SplitSource.Sink sink)
      throws IOException {
    ImageDecoder decoder = new ImageDecoder(source.shape(), split.resize(), split.convert());
    readFolder(source, split.folder(), decoder, range.firstRow(), sink);
    range.requireEnd(range.firstRow() + source.files().size());
  }

  /** Twice, since an archive need not be sorted, and its images are too many to keep. */
  private static void readArchive(
      SplitSource source,
      String archive,
      String folder,
      ImageDecoder decoder,
      SplitSource.Sink sink)
      throws IOException {
    List<String> paths = new ArrayList<>();
    TarArchive.forEachFile(source, archive, (path, size, content) -> paths.add(path));
    ImageFolders images = ImageFolders.of(archive, folder, source.classes(), paths);
    TarArchive.forEachFile(
        source,
        archive,
        (path, size, content) -> {
          Long id = images.ids().get(path);
          if (id != null && sink.wants(id, images.label(path))) {
            byte[] pixels = decoder.decode(content.readAllBytes(), archive + "/" + path);
            sink.row(id, images.label(path), pixels);
          }
        });
  }

  private static void readFolder(
      SplitSource source, String folder, ImageDecoder decoder, long firstId, SplitSource.Sink sink)
      throws IOException {
    ImageFolders images =
        ImageFolders.of(folder, folder, source.classes(), source.files().keySet());
    for (String path : images.ids().keySet().stream().sorted().toList()) {
      long id = firstId + images.ids().getOrDefault(path, 0L);
      if (sink.wants(id, images.label(path))) {
        try (SourceStream in = source.open(path)) {
          sink.row(id, images.label(path), decoder.decode(in.readAllBytes(), path));
        }
      }
    }
  }
}
