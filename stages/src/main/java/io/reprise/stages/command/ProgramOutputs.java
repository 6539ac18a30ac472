package io.reprise.stages.command;

import io.reprise.schemas.path.RelativePath;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a program has written, which is exactly what was declared. */
final class ProgramOutputs {

  private static final int MOST_NAMES = 5;

  private final Path out;
  private final List<String> names;

  private ProgramOutputs(Path out, List<String> names) {
    this.out = out;
    this.names = names;
  }

  /**
   * @param out the folder with one folder for each output
   * @throws ReportedException when an output is missing or empty, or something else is there
   */
  static ProgramOutputs of(Path out, Collection<String> outputs) throws IOException {
    List<String> names = new ArrayList<>();
    List<String> irregular = new ArrayList<>();
    try (Stream<Path> paths = Files.exists(out) ? Files.walk(out) : Stream.empty()) {
      for (Path path : paths.filter(path -> !isFolder(path)).toList()) {
        boolean regular = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        (regular ? names : irregular).add(RelativePath.of(out, path));
      }
    }
    Collections.sort(names); // as readers of inputs do, and not as paths compare on this system
    List<String> problems = problems(names, outputs);
    List<String> empty = emptyFolders(out);
    if (problems.isEmpty() && !empty.isEmpty()) {
      problems.add(
          "the command has left empty folders in out/, which are not kept: "
              + some(empty)
              + "; let it remove them, as by find out -type d -empty -delete");
    }
    if (!irregular.isEmpty()) {
      Collections.sort(irregular);
      problems.add(
          "the command has left links or the like in out/, which are no files: "
              + some(irregular)
              + "; let it copy what they stand for");
    }
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    return new ProgramOutputs(out, names);
  }

  private static List<String> emptyFolders(Path out) throws IOException {
    List<String> empty = new ArrayList<>();
    try (Stream<Path> paths = Files.exists(out) ? Files.walk(out) : Stream.empty()) {
      for (Path folder : paths.filter(ProgramOutputs::isFolder).sorted().toList()) {
        try (Stream<Path> children = Files.list(folder)) {
          if (children.findAny().isEmpty() && !folder.equals(out)) {
            empty.add(RelativePath.of(out, folder));
          }
        }
      }
    }
    return empty;
  }

  private static List<String> problems(List<String> names, Collection<String> outputs) {
    List<String> problems = new ArrayList<>();
    for (String output : outputs) {
      if (names.stream().noneMatch(name -> output(name).equals(output))) {
        problems.add("the command has written no file in out/" + output + "/");
      }
    }
    List<String> stray = names.stream().filter(name -> !outputs.contains(output(name))).toList();
    if (!stray.isEmpty()) {
      problems.add(
          "the command has written files in out/ that are in no declared output: "
              + some(stray)
              + "; declare them under outputs, or write them elsewhere");
    }
    return problems;
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The first folder of a name; empty where the file is in none. */
  private static String output(String name) {
    return name.substring(0, Math.max(0, name.indexOf('/')));
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
        + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
  }

  void copyTo(Attempt attempt) throws IOException {
    for (String name : names) {
      String output = output(name);
      attempt.write(
          output,
          name.substring(output.length() + 1),
          stream -> Files.copy(out.resolve(name), stream));
    }
  }

  /**
   * Checks what the engine and other stages will read as a table.
   *
   * @throws ReportedException when a file is none, or a row of it is not as readers take it
   */
  void requireContent(Map<String, Content> outputs) throws IOException {
    for (Map.Entry<String, Content> declared : outputs.entrySet()) {
      String output = declared.getKey();
      List<String> files =
          names.stream()
              .filter(name -> output(name).equals(output))
              .map(name -> name.substring(output.length() + 1))
              .toList();
      OutputFiles made = new OutputFiles(out.resolve(output), files, "out/" + output + "/");
      DeclaredContent.require(declared.getValue(), made);
    }
  }
}
