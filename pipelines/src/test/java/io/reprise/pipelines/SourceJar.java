package io.reprise.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A jar made from sources, as a build tool would, against the class path of the tests. */
public final class SourceJar {

  private final Path folder;
  private final Map<String, String> sources = new TreeMap<>();
  private final Map<String, String> resources = new TreeMap<>();
  private final List<String> options = new ArrayList<>();
  private long time;

  /**
   * @param folder for all files; one for each build
   */
  public SourceJar(Path folder) {
    this.folder = folder;
  }

  /**
   * @param path {@code demo/A.java}, or that of a resource
   */
  public SourceJar with(String path, String text) {
    (path.endsWith(".java") ? sources : resources).put(path, text);
    return this;
  }

  /** All files below a folder that Maven would take. */
  public SourceJar withProject(Path project) throws IOException {
    for (String kind : List.of("java", "resources")) {
      Path root = project.resolve("src/main").resolve(kind);
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          with(root.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return this;
  }

  /** For the compiler, after others. */
  public SourceJar option(String option) {
    options.add(option);
    return this;
  }

  /** What the jar's entries have as their time. */
  public SourceJar time(long millis) {
    time = millis;
    return this;
  }

  /** Compiles, and gives the folder of the classes and resources. */
  public Path classes() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      files.add(write(folder.resolve("src"), source.getKey(), source.getValue()));
    }
    for (Map.Entry<String, String> resource : resources.entrySet()) {
      write(classes, resource.getKey(), resource.getValue());
    }
    if (!files.isEmpty()) {
      compile(files, classes);
    }
    return classes;
  }

  private void compile(List<Path> files, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all = new ArrayList<>(List.of("-proc:none", "--release", "17"));
    all.addAll(List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
    all.addAll(options);
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean done =
          compiler
              .getTask(said, manager, null, all, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertThat(done).as(said.toString()).isTrue();
    }
  }

  /** Compiles and packs. */
  public Path jar(String name) throws IOException {
    Path classes = classes();
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        JarEntry entry = new JarEntry(classes.relativize(file).toString());
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(Files.readAllBytes(file));
        out.closeEntry();
      }
    }
    return jar;
  }

  private static Path write(Path root, String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
