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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that the stage reads, by names that say the same on every machine. Those of a real
 * folder are listed when the key is computed, since a worker may not be able to.
 */
final class IngestFiles {

  private static final String LISTING = "images in ";

  private IngestFiles() {}

  static Map<String, Path> of(Dataset dataset) {
    Map<String, Path> files = new TreeMap<>();
    for (Split split : dataset.definition().splits().values()) {
      for (String name : names(split, listings(dataset))) {
        files.put(name, dataset.path(name));
      }
    }
    return files;
  }

  /** What the dataset's file says of their contents, where it does. */
  static Map<String, Digest> expected(Dataset dataset) {
    Map<String, Digest> expected = new TreeMap<>();
    for (String name : of(dataset).keySet()) {
      SourceFile file = dataset.files().get(name);
      if (file != null && file.sha256() != null) {
        expected.put(name, file.sha256());
      }
    }
    return expected;
  }

  /** Facts that list the images of each real folder. */
  static Map<String, @Nullable Object> listings(Dataset dataset) {
    Map<String, @Nullable Object> listings = new TreeMap<>();
    for (Split split : dataset.definition().splits().values()) {
      if (split instanceof Split.ImageFolders folders && folders.archive() == null) {
        listings.put(LISTING + folders.folder(), images(dataset, folders.folder()));
      }
    }
    return listings;
  }

  /**
   * @param facts that the listings are among
   */
  static List<String> names(Split split, Map<String, ? extends @Nullable Object> facts) {
    if (split instanceof Split.ImageFolders folders
        && facts.get(LISTING + folders.folder()) instanceof List<?> images) {
      return images.stream().map(String.class::cast).toList();
    }
    return split.files();
  }

  private static List<String> images(Dataset dataset, String folder) {
    Path root = dataset.folder();
    try {
      return LinkedFiles.below(dataset.path(folder)).stream()
          .map(file -> RelativePath.of(root, file))
          .filter(path -> ImageFolders.isImage(path, folder))
          .peek(path -> requireRegular(root.resolve(path)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new ReportedException(
          dataset.path(folder) + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static void requireRegular(Path image) {
    if (!Files.isRegularFile(image)) {
      throw new ReportedException(image + " is no file, or a link to nothing; remove it");
    }
  }
}
