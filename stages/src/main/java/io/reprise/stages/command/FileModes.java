package io.reprise.stages.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Modes and times of what a program finds: the same always, whatever the caller's umask. */
final class FileModes {

  /** No key depends on when a file was written. */
  private static final FileTime WRITTEN = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private static final Set<PosixFilePermission> PLAIN =
      PosixFilePermissions.fromString("rw-r--r--");

  private FileModes() {}

  /**
   * @param executable of a file's path
   */
  static void set(Path folder, Predicate<Path> executable) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(folder)) {
      paths = all.sorted(Comparator.reverseOrder()).toList(); // a folder after what it holds
    }
    for (Path path : paths) {
      boolean runs = Files.isDirectory(path) || executable.test(path);
      Files.setPosixFilePermissions(path, runs ? EXECUTABLE : PLAIN);
      Files.setLastModifiedTime(path, WRITTEN);
    }
  }
}
