package io.reprise.schemas.yaml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder in which {@code NAME.yaml} says what NAME is.
 *
 * @param path need not be there, and then has no names
 */
public record YamlFolder(Path path) {

  public static final String ENDING = ".yaml";

  /** Sorted. */
  public List<String> names() {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a name's file is, or would be. */
  public Path file(String name) {
    return path.resolve(name + ENDING);
  }
}
