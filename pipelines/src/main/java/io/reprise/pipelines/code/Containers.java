package io.reprise.pipelines.code;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Finds the jar or folder that a class loader takes something from. */
final class Containers {

  private static final String IN_JAR = "!/";

  private Containers() {}

  /** Every jar and folder that has the path; the JDK's own are none. */
  static Set<Path> all(ClassLoader loader, String path) throws IOException {
    Set<Path> places = new TreeSet<>();
    for (URL url : Collections.list(loader.getResources(path))) {
      if (isFile(url)) {
        places.add(container(url, path));
      }
    }
    return places;
  }

  /** The one whose file the loader would take. */
  static Path first(ClassLoader loader, String path) throws IOException {
    URL url = loader.getResource(path);
    if (url == null || !isFile(url)) {
      throw new FileNotFoundException(path + " is not on the class path");
    }
    return container(url, path);
  }

  /** Of a class that is loaded. */
  static Path of(Class<?> type) {
    return place(type.getProtectionDomain().getCodeSource().getLocation());
  }

  static String name(Path container) {
    return String.valueOf(container.getFileName());
  }

  /** An entry of a class path. */
  static Path place(URL url) {
    return place(url.toString());
  }

  private static boolean isFile(URL url) {
    return url.getProtocol().equals("file") || url.getPath().startsWith("file:");
  }

  private static Path container(URL url, String path) {
    String text = url.toString();
    int end = text.lastIndexOf(IN_JAR);
    return end < 0
        ? place(text.substring(0, text.length() - path.length()))
        : place(text.substring("jar:".length(), end));
  }

  private static Path place(String uri) {
    try {
      return Path.of(new URI(uri)).toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(uri + " is no place of a class path", e);
    }
  }
}
