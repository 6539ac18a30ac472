package io.reprise.stages.dataset;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The datasets in a folder: {@code NAME.yaml} defines one, {@code NAME/} has its files.
 *
 * @param folder {@code data/}
 */
public record Catalogue(Path folder) {

  private static final String ENDING = ".yaml";

  /** Sorted. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
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

  /** Every dataset of the folder, sorted by name. */
  public List<Dataset> all() {
    return names().stream().map(this::entry).toList();
  }

  /**
   * A dataset by its name here, or by the path of a YAML file, which has its files beside it.
   *
   * @param base the folder that a relative path starts from
   * @throws ReportedException where there is none, or its file is wrong
   */
  public Dataset find(String reference, Path base) {
    if (reference.endsWith(ENDING) || reference.endsWith(".yml") || reference.contains("/")) {
      Path file = base.resolve(reference).normalize();
      if (!Files.isRegularFile(file)) {
        throw new ReportedException("there is no dataset file " + file);
      }
      Path home = file.toAbsolutePath().getParent();
      return DatasetYaml.read(file, reference, home == null ? base : home, "");
    }
    if (!names().contains(reference)) {
      throw new ReportedException(
          "there is no dataset '"
              + reference
              + "' in "
              + folder
              + Nearest.hint(reference, names()));
    }
    return entry(reference);
  }

  private Dataset entry(String name) {
    Path file = folder.resolve(name + ENDING);
    Dataset dataset = DatasetYaml.read(file, name, folder, name);
    if (!dataset.name().equals(name)) {
      throw new ReportedException(
          file + ": says dataset: " + dataset.name() + ", but its file's name says " + name);
    }
    return dataset;
  }
}
