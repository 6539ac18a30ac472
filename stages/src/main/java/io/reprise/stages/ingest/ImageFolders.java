package io.reprise.stages.ingest;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Numbers the images of class folders: sorted by path (by UTF-16 code units), so that a row's id
 * does not depend on the order in which an archive or a file system lists them.
 *
 * @param name of the archive or folder, for messages
 * @param folder of the class folders
 * @param ids by path
 */
record ImageFolders(String name, String folder, List<String> classes, Map<String, Long> ids) {

  private static final List<String> OTHER_IMAGES =
      List.of(".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic", ".avif", ".jp2");

  /**
   * @param paths of all files there are
   */
  static ImageFolders of(
      String name, String folder, List<String> classes, Collection<String> paths) {
    List<String> images = paths.stream().filter(path -> isImage(path, folder)).sorted().toList();
    if (images.isEmpty()) {
      throw SourceStream.wrong(name, "has no .jpg or .png files in folders %s/CLASS/", folder);
    }
    Map<String, Long> ids = new HashMap<>();
    for (String image : images) {
      if (ids.put(image, (long) ids.size()) != null) {
        throw SourceStream.wrong(name, "has two files %s", image);
      }
    }
    return new ImageFolders(name, folder, classes, ids);
  }

  /** In a class folder, but an image of a kind that is not read, which must not be passed over. */
  private static void refuse(String path, String folder) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (OTHER_IMAGES.stream().anyMatch(lower::endsWith) && isInClassFolder(path, folder)) {
      throw SourceStream.wrong(path, "is no JPEG or PNG image; convert it, or take it away");
    }
  }

  private static boolean isInClassFolder(String path, String folder) {
    int slash = path.lastIndexOf('/');
    return path.startsWith(folder + "/")
        && slash >= folder.length() + 1
        && path.charAt(slash + 1) != '.';
  }

  /**
   * In a class folder, of the right ending, and not hidden, as {@code ._cat.jpg} is.
   *
   * @throws ReportedException where it is an image of a kind that is not read
   */
  static boolean isImage(String path, String folder) {
    refuse(path, folder);
    String lower = path.toLowerCase(Locale.ROOT);
    return isInClassFolder(path, folder)
        && (lower.endsWith(".jpg") || lower.endsWith(".jpeg") || lower.endsWith(".png"));
  }

  /** The place of the image's class folder among the classes. */
  int label(String path) {
    int start = folder.length() + 1;
    String className = path.substring(start, path.indexOf('/', start));
    int label = classes.indexOf(className);
    if (label < 0) {
      throw SourceStream.wrong(
          path, "'%s' is no class of the dataset%s", className, Nearest.hint(className, classes));
    }
    return label;
  }
}
