package io.reprise.schemas.path;

import java.io.File;
import java.nio.file.Path;

/** A file's name below a folder, with {@code /} between its parts on every system. */
public final class RelativePath {

  private RelativePath() {}

  /**
   * @param file below the folder
   */
  public static String of(Path folder, Path file) {
    return of(folder.relativize(file));
  }

  /** Where {@code /} separates already, a backslash is a letter like others. */
  public static String of(Path relative) {
    return relative.toString().replace(File.separatorChar, '/');
  }
}
