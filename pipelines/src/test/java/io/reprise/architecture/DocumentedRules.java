package io.reprise.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tables of docs/architecture.md. */
final class DocumentedRules {

  private static final String OURS = "io.reprise.";
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private final List<String> lines;

  DocumentedRules() {
    try {
      lines = Files.readAllLines(Path.of("../docs/architecture.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each package of ours, and the prefixes of those that it may import. */
  Map<String, List<String>> imports() {
    Map<String, List<String>> imports = new TreeMap<>();
    for (List<String> row : rows("package")) {
      imports.put(OURS + names(row.get(0)).get(0), ours(row.get(2)));
    }
    return imports;
  }

  /** Each prefix of a library's packages, and the prefixes of ours that may import it. */
  Map<String, List<String>> libraries() {
    Map<String, List<String>> libraries = new TreeMap<>();
    for (List<String> row : rows("library")) {
      names(row.get(1)).forEach(name -> libraries.put(name, ours(row.get(2))));
    }
    return libraries;
  }

  /** Whether a package is one of some, or below one. */
  static boolean isIn(String name, List<String> packages) {
    return packages.stream().anyMatch(prefix -> (name + ".").startsWith(prefix + "."));
  }

  /** The cells of the table whose first heading starts so. */
  private List<List<String>> rows(String heading) {
    return lines.stream()
        .dropWhile(line -> !line.startsWith("| " + heading))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2) // the headings, and the line below them
        .map(line -> List.of(line.substring(1).split("\\|")))
        .toList();
  }

  private static List<String> ours(String cell) {
    return names(cell).stream().map(name -> OURS + name).toList();
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(found -> found.group(1)).toList();
  }
}
