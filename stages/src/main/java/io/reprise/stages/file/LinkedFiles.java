package io.reprise.stages.file;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder on this machine as its user sees them: behind symbolic links, too. */
public final class LinkedFiles {

  private LinkedFiles() {}

  /**
   * All that is below a folder and is no folder itself, by the paths that lead there, in no order;
   * links to nothing are among them.
   *
   * @throws ReportedException when a link leads back to a folder that it is in
   */
  public static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return paths.filter(path -> !Files.isDirectory(path)).toList();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileSystemLoopException loop) {
        throw new ReportedException(
            loop.getFile() + " is a link to a folder that it lies in; remove the link", e);
      }
      throw e.getCause();
    }
  }
}
