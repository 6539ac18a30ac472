package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be known of a library's jar.
 *
 * @param digest SHA-256 in hexadecimal of the jar
 * @param classes names with slashes
 * @param names of classes, with slashes, that its classes use; some may not exist
 * @param folders that its files are in, but for META-INF
 * @param services names of providers by that of their service, with slashes
 */
record Library(
    Part part,
    String digest,
    Set<String> classes,
    Set<String> names,
    Set<String> folders,
    Map<String, Set<String>> services) {

  static Library read(Root root) throws IOException {
    Set<String> names = new HashSet<>();
    Set<String> folders = new TreeSet<>();
    for (String file : root.files()) {
      if (file.endsWith(".class") && !file.endsWith("module-info.class")) {
        new ConstantPool(root.read(file)).used(names::add);
      }
      if (!file.startsWith("META-INF/")) {
        folders.add(folder(file));
      }
    }
    Set<String> classes = new TreeSet<>(root.classes().toList());
    names.removeAll(classes);
    return new Library(
        Part.library(root.name()),
        Digest.of(root.place()).hex(),
        classes,
        names,
        folders,
        Services.of(root));
  }

  /** The folder that a path is in; empty for one that is in none. */
  static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
