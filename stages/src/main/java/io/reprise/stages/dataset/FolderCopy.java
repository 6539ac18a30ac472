package io.reprise.stages.dataset;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies a folder of images, which gets its name only once it is whole. */
final class FolderCopy {

  private FolderCopy() {}

  /**
   * @param part replaced where an earlier try left it
   * @return bytes of all files
   */
  static long copy(Path source, Path part, Path target) throws IOException {
    deleteTree(part);
    long bytes = 0;
    for (Path path : tree(source, FileVisitOption.FOLLOW_LINKS)) {
      Path copy = part.resolve(source.relativize(path));
      Files.copy(path, copy); // of a folder without what is in it
      bytes += Files.isRegularFile(copy) ? Files.size(copy) : 0;
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    return bytes;
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      for (Path path : tree(root).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> tree(Path root, FileVisitOption... options) throws IOException {
    try (Stream<Path> paths = Files.walk(root, options)) {
      return paths.toList();
    }
  }
}
