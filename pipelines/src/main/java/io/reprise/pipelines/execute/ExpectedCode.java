package io.reprise.pipelines.execute;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The code that a stage's key is made of, for workers to compare with their own: all classes of the
 * project, and of each library the largest ones, which no two versions have in common.
 *
 * @param digests SHA-256 in hexadecimal by the path of a resource on the class path
 */
record ExpectedCode(TreeMap<String, String> digests) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of workers that are this process. */
  static final ExpectedCode NONE = new ExpectedCode(new TreeMap<>());

  private static final int CLASSES_PER_LIBRARY = 3;

  /**
   * What a stage on this process's class path is made of.
   *
   * @param parts of a stage's code: {@code class NAME}, {@code stage NAME}, {@code resource PATH},
   *     {@code library JAR}, {@code jar JAR}
   * @param loader of the stage
   */
  static ExpectedCode of(Collection<String> parts, ClassLoader loader) {
    TreeMap<String, String> digests = new TreeMap<>();
    for (String part : parts) {
      resources(part).forEach(path -> digests.put(path, digest(path, loader).orElse("")));
    }
    return new ExpectedCode(digests);
  }

  /** What a class loader does not have, or has otherwise; sorted by path. */
  List<String> missingFrom(ClassLoader loader) {
    return digests.entrySet().stream()
        .filter(each -> !digest(each.getKey(), loader).orElse("").equals(each.getValue()))
        .map(each -> each.getKey())
        .toList();
  }

  private static List<String> resources(String part) {
    String name = part.substring(part.indexOf(' ') + 1);
    switch (part.substring(0, part.length() - name.length())) {
      case "class ":
      case "stage ":
        return List.of(name.replace('.', '/') + ".class");
      case "resource ":
        return List.of(name);
      default:
        return onClassPath(name).map(ExpectedCode::largestClasses).orElse(List.of());
    }
  }

  private static Optional<Path> onClassPath(String jar) {
    return Stream.of(
            System.getProperty("java.class.path").split(System.getProperty("path.separator")))
        .map(Path::of)
        .filter(path -> path.endsWith(jar) && Files.isRegularFile(path))
        .findFirst();
  }

  private static List<String> largestClasses(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .filter(entry -> !entry.getName().startsWith("META-INF/")) // of later JDKs
          .sorted(
              Comparator.comparingLong(JarEntry::getSize)
                  .reversed()
                  .thenComparing(JarEntry::getName))
          .limit(CLASSES_PER_LIBRARY)
          .map(JarEntry::getName)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(jar + " cannot be read", e);
    }
  }

  private static Optional<String> digest(String path, ClassLoader loader) {
    try (InputStream in = loader.getResourceAsStream(path)) {
      return in == null ? Optional.empty() : Optional.of(Digest.of(in.readAllBytes()).hex());
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read", e);
    }
  }
}
