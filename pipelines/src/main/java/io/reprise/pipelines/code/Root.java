package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.path.RelativePath;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar or a folder that classes come from. */
sealed interface Root extends Closeable {

  Path place();

  /** Paths of all files, with slashes. */
  SortedSet<String> files();

  /** A file that is there. */
  byte[] read(String path) throws IOException;

  @Override
  void close() throws IOException;

  static Root open(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return new Folder(place, filesBelow(place));
    }
    ZipFile zip = new ZipFile(place.toFile());
    return new Jar(
        place,
        zip.stream()
            .filter(entry -> !entry.isDirectory())
            .map(ZipEntry::getName)
            .collect(Collectors.toCollection(TreeSet::new)),
        zip);
  }

  private static SortedSet<String> filesBelow(Path folder) throws IOException {
    SortedSet<String> files = new TreeSet<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.filter(Files::isRegularFile).forEach(file -> files.add(RelativePath.of(folder, file)));
    }
    return files;
  }

  default String name() {
    return String.valueOf(place().getFileName());
  }

  /** The names of all classes but {@code module-info}, with slashes. */
  default Stream<String> classes() {
    return files().stream()
        .filter(Root::isClass)
        .map(file -> file.substring(0, file.length() - ".class".length()));
  }

  /** Files that a look-up of the path finds: the one, or all in the folder. */
  default List<String> resources(String path) {
    if (files().contains(path)) {
      return List.of(path);
    }
    String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    return files().stream()
        .filter(file -> file.startsWith(folder) && !file.endsWith(".class"))
        .toList();
  }

  static boolean isClass(String file) {
    return file.endsWith(".class")
        && !file.endsWith("module-info.class")
        && !file.startsWith("META-INF/");
  }

  /**
   * Of names and contents, as far as they matter: without the entries' times and order, and without
   * the classes' debug information.
   */
  default String contentDigest() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String file : files()) {
      byte[] bytes = read(file);
      String digest = isClass(file) ? ClassFacts.of(bytes).digest() : Digest.of(bytes).hex();
      text.append(digest).append("  ").append(file).append('\n');
    }
    return Digest.of(text.toString()).hex();
  }

  /** A folder, such as the compiler's output. */
  record Folder(Path place, SortedSet<String> files) implements Root {
    @Override
    public byte[] read(String path) throws IOException {
      return Files.readAllBytes(place.resolve(path));
    }

    @Override
    public void close() {}
  }

  /** A jar, open. */
  record Jar(Path place, SortedSet<String> files, ZipFile zip) implements Root {
    @Override
    public byte[] read(String path) throws IOException {
      try (InputStream in = zip.getInputStream(zip.getEntry(path))) {
        return in.readAllBytes();
      }
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }
  }
}
