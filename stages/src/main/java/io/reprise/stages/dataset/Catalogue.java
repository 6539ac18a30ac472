package io.reprise.stages.dataset;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.YamlFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The datasets in a folder: {@code NAME.yaml} defines one, {@code NAME/} has its files.
 *
 * @param folder {@code data/}
 */
public record Catalogue(Path folder) {

  private YamlFolder files() {
    return new YamlFolder(folder);
  }

  /** Sorted. */
  public List<String> names() {
    return files().names();
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
    if (isPath(reference)) {
      Path file = base.resolve(reference).normalize();
      if (!Files.isRegularFile(file)) {
        throw new ReportedException("there is no dataset file " + file + nearest(file));
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

  private static String nearest(Path file) {
    Path home = file.toAbsolutePath().getParent();
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    return home == null || !Files.isDirectory(home)
        ? ""
        : Nearest.to(name, new YamlFolder(home).names())
            .map(near -> "; did you mean '" + near + YamlFolder.ENDING + "'?")
            .orElse("");
  }

  /** The same reference without detours: {@code ./mine.yaml} is {@code mine.yaml}. */
  public static String shortest(String reference) {
    String shorter = isPath(reference) ? Path.of(reference).normalize().toString() : reference;
    return isPath(shorter) ? shorter : reference;
  }

  private static boolean isPath(String reference) {
    return reference.endsWith(YamlFolder.ENDING)
        || reference.endsWith(".yml")
        || reference.contains("/");
  }

  private Dataset entry(String name) {
    Path file = files().file(name);
    Dataset dataset = DatasetYaml.read(file, name, folder, name);
    if (!dataset.name().equals(name)) {
      throw new ReportedException(
          file + ": says dataset: " + dataset.name() + ", but its file's name says " + name);
    }
    return dataset;
  }
}
