package io.reprise.pipelines.execute;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.text.PlatformEncoding;
import io.reprise.stages.spi.WorkerCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The code that a stage's key is made of, for workers to compare with their own: all classes of the
 * project, and of each library the largest ones, which no two versions have in common.
 *
 * @param digests SHA-256 in hexadecimal by the path of a resource on the class path
 */
record ExpectedCode(TreeMap<String, String> digests) implements WorkerCheck {

  private static final long serialVersionUID = 1L;

  /** What this process has been found to have: for a stage, as often as a task begins. */
  private static final Set<ExpectedCode> FOUND = ConcurrentHashMap.newKeySet();

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

  /**
   * A cluster that was started with other libraries, or with an older Reprise, would give wrong
   * bytes a right name.
   */
  @Override
  public void require() {
    if (FOUND.contains(this)) {
      return;
    }
    List<String> missing = missingFrom(Thread.currentThread().getContextClassLoader());
    if (!missing.isEmpty()) {
      throw new ReportedException(
          "the worker on "
              + host()
              + " has other code than this process ("
              + missing.get(0)
              + (missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more")
              + "); start the cluster anew with the class path of this build");
    }
    PlatformEncoding.requireUtf8(); // which the launcher sees to here, and nobody on a cluster
    FOUND.add(this);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "a host without a name";
    }
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
