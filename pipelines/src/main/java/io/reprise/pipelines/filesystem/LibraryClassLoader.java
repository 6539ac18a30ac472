package io.reprise.pipelines.filesystem;

import io.reprise.schemas.problem.ReportedException;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Classes of jars that stages must not find: a stage's key does not know of them. It has a copy of
 * Reprise and its libraries of its own, Beam among them, and of the application's classes only
 * those that both sides talk by. It stays open while the process lives.
 */
final class LibraryClassLoader extends URLClassLoader {

  /** The signatures of {@link RemoteFiles} need nothing else that is not Java's. */
  private static final List<Class<?>> SHARED = List.of(RemoteFiles.class, ReportedException.class);

  static {
    registerAsParallelCapable();
  }

  private LibraryClassLoader(List<URL> urls) {
    super(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /**
   * One for the jars in a folder, behind Reprise's own; empty where there is none.
   *
   * @throws ReportedException when the folder cannot be read
   */
  static Optional<ClassLoader> of(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try {
      List<Path> jars = jars(folder);
      return jars.isEmpty() ? Optional.empty() : Optional.of(new LibraryClassLoader(urls(jars)));
    } catch (IOException e) {
      throw new ReportedException("the folder " + folder + " cannot be read: " + e, e);
    }
  }

  private static List<Path> jars(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    }
    Collections.sort(jars);
    return jars;
  }

  private static List<URL> urls(List<Path> jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    return urls;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (Class<?> shared : SHARED) {
      if (shared.getName().equals(name)) {
        return shared;
      }
    }
    return super.findClass(name);
  }
}
