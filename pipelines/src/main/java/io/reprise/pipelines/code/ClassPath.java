package io.reprise.pipelines.code;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The class path of a build: its own roots class by class, libraries jar by jar. */
final class ClassPath implements Places, Closeable {

  private final List<Root> own;
  private final List<Root> jars;
  private final List<Library> libraries = new ArrayList<>();

  /** What a class's name stands for; two libraries may both have it. */
  private final Map<String, Set<Part>> classes = new HashMap<>();

  private final Map<Part, Set<Part>> provided = new HashMap<>();

  /** Providers of services that no root declares, by their service's package. */
  private final Map<String, Set<Part>> providedToPackage = new HashMap<>();

  private ClassPath(List<Root> own, List<Root> jars) {
    this.own = own;
    this.jars = jars;
  }

  /**
   * @param own jars and folders
   * @param libraries jars
   */
  static ClassPath open(Collection<Path> own, Collection<Path> libraries) throws IOException {
    ClassPath classPath = new ClassPath(openAll(own), openAll(libraries));
    for (Root jar : classPath.jars) {
      Library library = Library.read(jar);
      classPath.libraries.add(library);
      library.classes().forEach(name -> classPath.index(name, library.part()));
    }
    for (Root root : classPath.own) {
      root.classes().forEach(name -> classPath.index(name, Part.ofClass(name)));
    }
    for (Library library : classPath.libraries) {
      library.services().forEach(classPath::provide);
    }
    for (Root root : classPath.own) {
      Services.of(root).forEach(classPath::provide);
    }
    return classPath;
  }

  private static List<Root> openAll(Collection<Path> places) throws IOException {
    List<Root> roots = new ArrayList<>();
    for (Path place : places) {
      roots.add(Root.open(place));
    }
    return roots;
  }

  private void index(String name, Part part) {
    classes.computeIfAbsent(name, key -> new TreeSet<>()).add(part);
  }

  private void provide(String service, Set<String> names) {
    Set<Part> providers = new TreeSet<>();
    names.forEach(name -> providers.addAll(classes.getOrDefault(name, Set.of())));
    Set<Part> holders = classes.getOrDefault(service, Set.of());
    for (Part holder : holders) {
      provided.computeIfAbsent(holder, key -> new TreeSet<>()).addAll(providers);
    }
    if (holders.isEmpty()) {
      // One of the JDK's, which looks for providers itself when its package is used.
      String folder = Library.folder(service).replaceFirst("/spi$", "");
      providedToPackage.computeIfAbsent(folder, key -> new TreeSet<>()).addAll(providers);
    }
  }

  List<Root> own() {
    return own;
  }

  List<Library> libraries() {
    return libraries;
  }

  @Override
  public Set<Part> ofClass(String name) {
    Set<Part> holders = classes.get(name);
    return holders == null
        ? providedToPackage.getOrDefault(Library.folder(name), Set.of())
        : holders;
  }

  @Override
  public Set<Part> ofResource(String path) {
    Set<Part> parts = new TreeSet<>();
    for (Root root : own) {
      root.resources(path).forEach(file -> parts.add(Part.resource(file)));
    }
    for (Root jar : jars) {
      if (!jar.resources(path).isEmpty()) {
        parts.add(Part.library(jar.name()));
      }
    }
    return parts;
  }

  /** Each for itself: a root's name and its other files differ between a folder and its jar. */
  @Override
  public Set<Part> besides(Part part) {
    Set<Part> parts = new TreeSet<>();
    Root root = root(part);
    root.classes().forEach(name -> parts.add(Part.ofClass(name)));
    root.files().stream()
        .filter(file -> !file.startsWith("META-INF/") && !file.endsWith(".class"))
        .forEach(file -> parts.add(Part.resource(file)));
    return parts;
  }

  /** Our own code is read by us; what it gives to libraries are types to read or write. */
  @Override
  public boolean mayLookUp(String libraryClass) {
    return false;
  }

  @Override
  public Set<Part> provided(Part part) {
    return provided.getOrDefault(part, Set.of());
  }

  @Override
  public Root root(Part part) {
    return own.stream()
        .filter(root -> root.files().contains(part.path()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(part + " is in none of " + own));
  }

  @Override
  public void close() throws IOException {
    for (Root root : own) {
      root.close();
    }
    for (Root jar : jars) {
      jar.close();
    }
  }
}
