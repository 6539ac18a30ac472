package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.path.RelativePath;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar or a folder that classes come from. */
sealed interface Root extends Closeable {

  /** What a multi-release jar has for some versions of Java. */
  String VERSIONS = "META-INF/versions/";

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

  /** What tells of the build and is no resource: the manifest, services, Maven's records. */
  static boolean isOfBuild(String file) {
    return file.equals(JarFile.MANIFEST_NAME)
        || file.startsWith("META-INF/services/")
        || file.startsWith("META-INF/maven/");
  }

  /** Further jars and folders, as the manifest has them; they may not be there. */
  default List<Path> classPath() throws IOException {
    List<Path> places = new ArrayList<>();
    if (files().contains(JarFile.MANIFEST_NAME)) {
      Manifest manifest = new Manifest(new ByteArrayInputStream(read(JarFile.MANIFEST_NAME)));
      String entries = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      for (String entry : entries == null ? new String[0] : entries.strip().split("\\s+")) {
        if (!entry.isEmpty()) {
          places.add(Containers.place(place().toUri().resolve(entry).toURL()));
        }
      }
    }
    return places;
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
    versionRead()
        .ifPresent(version -> text.append("read as of Java ").append(version).append('\n'));
    for (String file : files()) {
      byte[] bytes = read(file);
      String digest = isClass(file) ? ClassFacts.of(bytes).digest() : Digest.of(bytes).hex();
      text.append(digest).append("  ").append(file).append('\n');
    }
    return Digest.of(text.toString()).hex();
  }

  /** Of those that a multi-release jar has classes for, the latest that this Java reads. */
  default OptionalInt versionRead() {
    return files().tailSet(VERSIONS).stream()
        .takeWhile(file -> file.startsWith(VERSIONS))
        .map(file -> file.substring(VERSIONS.length()).replaceFirst("/.*", ""))
        .filter(version -> version.matches("[0-9]{1,4}"))
        .mapToInt(Integer::parseInt)
        .filter(version -> version <= Runtime.version().feature())
        .max();
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
