package io.reprise.pipelines.sweep;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names of columns for paths: the last words that no other path ends with, {@code learningRate} of
 * {@code train.optimizer.adam.learningRate}; letters, digits and {@code _}, as Avro wants them.
 */
final class ShortNames {

  private final Set<String> taken;

  /**
   * @param taken names that are of something else
   */
  ShortNames(Collection<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** By path, in the same order. */
  Map<String, String> of(List<String> paths) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String path : paths) {
      String name = shortest(path, paths);
      for (int i = 2; !taken.add(name); i++) {
        name = safe(path) + (i == 2 ? "" : "_" + i);
      }
      names.put(path, name);
    }
    return names;
  }

  private static String shortest(String path, List<String> paths) {
    String[] words = path.split("\\.", -1);
    String suffix = "";
    for (int i = words.length - 1; i >= 0; i--) {
      suffix = suffix.isEmpty() ? words[i] : words[i] + "." + suffix;
      String end = "." + suffix;
      long alike = paths.stream().filter(other -> ("." + other).endsWith(end)).count();
      if (alike == 1 && suffix.matches("[A-Za-z].*")) {
        break;
      }
    }
    return safe(suffix);
  }

  private static String safe(String text) {
    String name = text.replaceAll("[^A-Za-z0-9_]", "_");
    return name.matches("[A-Za-z_].*") ? name : "_" + name;
  }
}
