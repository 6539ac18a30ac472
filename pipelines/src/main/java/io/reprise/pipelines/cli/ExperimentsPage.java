package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Disk;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Markdown file of which a part is made by a command; the rest is somebody's own.
 *
 * @param before lines, the one that begins the part among them
 * @param after lines, from the one that ends it
 */
record ExperimentsPage(Path file, List<String> before, List<String> after) {

  static final String BEGIN = "<!-- made by ./reprise experiments -->";
  static final String END = "<!-- until here -->";

  ExperimentsPage {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Finds out before the work whether the file takes the part; one that is not there is made.
   *
   * @throws ReportedException when it is a file without a place for it
   */
  static ExperimentsPage in(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new ExperimentsPage(file, List.of(BEGIN), List.of(END));
    }
    if (Files.isDirectory(file)) {
      throw new ReportedException("--markdown " + file + ": it is a folder");
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
    int begin = lines.indexOf(BEGIN);
    int end = lines.lastIndexOf(END);
    if (begin < 0
        || end < begin
        || lines.lastIndexOf(BEGIN) != begin
        || lines.indexOf(END) != end) {
      throw new ReportedException(
          "--markdown "
              + file
              + ": the tables go between two lines, each once: "
              + BEGIN
              + " and "
              + END);
    }
    return new ExperimentsPage(file, lines.subList(0, begin + 1), lines.subList(end, lines.size()));
  }

  /** Nobody ever sees half of it. */
  void write(String part) throws IOException {
    List<String> lines = new ArrayList<>(before);
    lines.addAll(List.of("", part.strip(), ""));
    lines.addAll(after);
    String text = String.join("\n", lines) + "\n";
    new Disk().replace(file.toAbsolutePath(), text.getBytes(StandardCharsets.UTF_8));
  }
}
