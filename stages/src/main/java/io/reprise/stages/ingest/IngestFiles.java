package io.reprise.stages.ingest;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.path.RelativePath;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.Dataset;
import io.reprise.stages.dataset.SourceFile;
import io.reprise.stages.dataset.Split;
import io.reprise.stages.file.LinkedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The files that the stage reads, by names that say the same on every machine. A real folder is
 * listed when the key is computed, since a worker may not be able to: which of all files are a
 * split's images, their names say.
 */
final class IngestFiles {

  private IngestFiles() {}

  static Map<String, Path> of(Dataset dataset) {
    Map<String, Path> files = new TreeMap<>();
    for (Split split : dataset.definition().splits().values()) {
      realFolder(split)
          .map(folder -> images(dataset, folder))
          .orElseGet(split::files)
          .forEach(name -> files.put(name, dataset.path(name)));
    }
    return files;
  }

  /**
   * What the dataset's file says of their contents, where it does.
   *
   * @param names of all files
   */
  static Map<String, Digest> expected(Dataset dataset, Collection<String> names) {
    Map<String, Digest> expected = new TreeMap<>();
    for (String name : names) {
      SourceFile file = dataset.files().get(name);
      if (file != null && file.sha256() != null) {
        expected.put(name, file.sha256());
      }
    }
    return expected;
  }

  /**
   * Those of one split; none where its folder has no images.
   *
   * @param names of all files
   */
  static List<String> names(Split split, Collection<String> names) {
    return realFolder(split)
        .map(
            folder ->
                names.stream().filter(name -> ImageFolders.isImage(name, folder)).sorted().toList())
        .orElseGet(split::files);
  }

  /** Empty where the split's files are named one by one. */
  private static Optional<String> realFolder(Split split) {
    return split instanceof Split.ImageFolders folders && folders.archive() == null
        ? Optional.of(folders.folder())
        : Optional.empty();
  }

  private static List<String> images(Dataset dataset, String folder) {
    Path root = dataset.folder();
    try {
      List<String> images =
          LinkedFiles.below(dataset.path(folder)).stream()
              .map(file -> RelativePath.of(root, file))
              .filter(path -> ImageFolders.isImage(path, folder))
              .peek(path -> requireRegular(root.resolve(path)))
              .toList();
      requireDistinct(dataset.path(folder), images);
      return images;
    } catch (IOException e) {
      throw new ReportedException(
          dataset.path(folder) + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  /** Names that are not Unicode may come to the same text. */
  private static void requireDistinct(Path folder, List<String> images) {
    Set<String> names = new HashSet<>();
    for (String name : images) {
      if (!names.add(name)) {
        throw new ReportedException(
            folder + " has two files whose names read as " + name + "; rename one of them");
      }
    }
  }

  private static void requireRegular(Path image) {
    if (!Files.isRegularFile(image)) {
      throw new ReportedException(image + " is no file, or a link to nothing; remove it");
    }
  }
}
