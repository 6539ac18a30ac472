package io.reprise.stages.command;

import io.reprise.schemas.path.RelativePath;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.file.LinkedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of the pipeline's folder that a command reads.
 *
 * @param paths by the relative name that they have in both folders, with {@code /}
 * @param executable names of those that can be run, which a program can tell from the others
 */
record DeclaredFiles(SortedMap<String, Path> paths, List<String> executable) {

  /** The name of the fact that lists them. */
  static final String EXECUTABLE = "executable";

  private static final Set<String> RESERVED =
      Set.of(WorkingFolder.IN, WorkingFolder.OUT, WorkingFolder.PARAMETERS);

  DeclaredFiles {
    executable = List.copyOf(executable);
  }

  /** What is wrong with a name, whatever is there. */
  static Optional<String> problem(String name) {
    Path path = Path.of(name);
    if (path.isAbsolute() || path.startsWith("~") || hasParent(path)) {
      return Optional.of("'" + name + "' of files must lie below the pipeline file's folder");
    }
    String first = path.normalize().getName(0).toString();
    if (first.isEmpty()) {
      return Optional.of(
          "'" + name + "' of files is the whole folder: name what the command needs of it");
    }
    return RESERVED.contains(first)
        ? Optional.of(
            "'" + name + "' of files: " + first + " is taken in the command's folder; rename it")
        : Optional.empty();
  }

  /** Each file or folder once, by its shortest name. */
  static List<String> canonical(List<String> names) {
    return names.stream()
        .map(name -> RelativePath.of(Path.of(name).normalize()))
        .sorted()
        .distinct()
        .toList();
  }

  private static boolean hasParent(Path path) {
    for (Path step : path) {
      if (step.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param names without a {@link #problem}
   * @throws ReportedException when one is not there
   */
  static DeclaredFiles find(List<String> names, Path folder) throws IOException {
    SortedMap<String, Path> paths = new TreeMap<>();
    for (String name : names) {
      Path path = folder.resolve(name).normalize();
      if (!Files.exists(path)) {
        throw new ReportedException(
            "'" + name + "' of files is not in " + folder + "; put it there, or correct the name");
      }
      for (Path file : Files.isDirectory(path) ? below(path) : List.of(path)) {
        requireRegular(file);
        paths.put(RelativePath.of(folder.normalize(), file), file);
      }
    }
    List<String> executable = new ArrayList<>();
    paths.forEach(
        (name, path) -> {
          if (Files.isExecutable(path)) {
            executable.add(name);
          }
        });
    return new DeclaredFiles(paths, executable);
  }

  private static List<Path> below(Path folder) throws IOException {
    return LinkedFiles.below(folder).stream()
        .filter(path -> !isLeftOut(folder.relativize(path)))
        .toList();
  }

  /** What editors, version control and Python leave beside the files that somebody wrote. */
  private static boolean isLeftOut(Path path) {
    for (Path step : path) {
      if (step.toString().startsWith(".") || step.toString().equals("__pycache__")) {
        return true;
      }
    }
    return false;
  }

  private static void requireRegular(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ReportedException(file + " is neither a file nor a folder; leave it out of files");
    }
  }
}
