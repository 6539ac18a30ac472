package io.reprise.pipelines.code;

import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The class path of a stage that the build does not know, as its class loader has it: where the
 * application's class path has a class too, that one is meant.
 */
final class LoaderPlaces implements Places, Closeable {

  private static final ClassLoader APPLICATION = LoaderPlaces.class.getClassLoader();

  /** Take classes as types of elements, and look up nothing beside them. */
  private static final List<String> HARMLESS = List.of("org/apache/beam/sdk/", "org/slf4j/");

  private final CodeGraph built;
  private final ClassLoader loader;
  private final Map<Path, Root> roots = new HashMap<>();
  private final Map<Part, Path> jars = new HashMap<>();
  private final Map<String, Set<Part>> classes = new HashMap<>();
  private final Map<Path, Set<Part>> provided = new HashMap<>();

  LoaderPlaces(CodeGraph built, ClassLoader loader) {
    this.built = built;
    this.loader = loader;
  }

  @Override
  public Set<Part> ofClass(String name) throws IOException {
    Set<Part> known = classes.get(name);
    if (known == null) {
      known = new TreeSet<>();
      classes.put(name, known);
      // Nobody else may define classes in java, and most of the names are of such.
      if (!name.startsWith("java/") && !users(name + ".class", known).isEmpty()) {
        known.add(Part.ofClass(name));
      }
    }
    return known;
  }

  @Override
  public Set<Part> ofResource(String path) throws IOException {
    Set<Part> parts = new TreeSet<>();
    for (Path holder : users(path, parts)) {
      open(holder).resources(path).forEach(file -> parts.add(Part.resource(file)));
    }
    return parts;
  }

  /**
   * The holders of a path that the build does not know.
   *
   * @param libraries takes those that it knows
   */
  private Set<Path> users(String path, Set<Part> libraries) throws IOException {
    Set<Path> holders = Containers.all(APPLICATION, path);
    if (holders.isEmpty()) {
      return Containers.all(loader, path);
    }
    Set<Path> users = new TreeSet<>();
    for (Path holder : holders) {
      Part library = Part.library(Containers.name(holder));
      if (built.get(library) != null) {
        libraries.add(library);
      } else if (!holder.equals(BuiltCode.engine())) {
        users.add(holder);
      }
    }
    return users;
  }

  @Override
  public boolean mayLookUp(String libraryClass) {
    return loader != APPLICATION && HARMLESS.stream().noneMatch(libraryClass::startsWith);
  }

  @Override
  public Set<Part> besides(Part part) throws IOException {
    return Set.of(jar(root(part)));
  }

  private Part jar(Root root) {
    Part part = Part.jar(root.name());
    while (!jars.computeIfAbsent(part, key -> root.place()).equals(root.place())) {
      part = Part.jar(part.name() + "'"); // another folder of the same name
    }
    return part;
  }

  /** What all jars of the stage's own bring, whether or not the stage asks for it. */
  @Override
  public Set<Part> provided(Part part) throws IOException {
    Path container = root(part).place();
    Set<Part> known = provided.get(container);
    if (known == null) {
      known = new TreeSet<>();
      provided.put(container, known);
      Set<Path> own = ownPlaces();
      for (Path place : own) {
        known.addAll(brought(open(place)));
        known.addAll(resources(open(place)));
      }
      if (!own.contains(container)) {
        known.addAll(brought(open(container)));
      }
    }
    return known;
  }

  /** The user's jars, and those that their manifests name. */
  private Set<Path> ownPlaces() throws IOException {
    Set<Path> places = new TreeSet<>();
    if (loader instanceof URLClassLoader own && loader != APPLICATION) {
      Deque<Path> open = new ArrayDeque<>();
      for (URL url : own.getURLs()) {
        open.add(Containers.place(url));
      }
      while (!open.isEmpty()) {
        Path place = open.remove();
        if (Files.exists(place) && places.add(place)) {
          open.addAll(open(place).classPath());
        }
      }
    }
    return places;
  }

  /** Files that any library may look up by the thread's class loader, whoever gave it the name. */
  private Set<Part> resources(Root root) throws IOException {
    Set<Part> parts = new TreeSet<>();
    for (String file : root.files()) {
      if (!file.endsWith(".class") && !Root.isOfBuild(file)) {
        boolean first = Containers.first(loader, file).equals(root.place());
        parts.add(first ? Part.resource(file) : jar(root)); // the first hides the others
      }
    }
    return parts;
  }

  /**
   * Providers of services; all of a jar without classes, such as natives, or with classes of which
   * the Java version chooses.
   */
  private Set<Part> brought(Root root) throws IOException {
    Set<Part> parts = new TreeSet<>();
    boolean versions = root.files().stream().anyMatch(file -> file.startsWith(Root.VERSIONS));
    if (versions || root.classes().findAny().isEmpty()) {
      parts.add(jar(root));
    }
    for (Set<String> providers : Services.of(root).values()) {
      for (String provider : providers) {
        parts.addAll(ofClass(provider));
      }
    }
    return parts;
  }

  @Override
  public Root root(Part part) throws IOException {
    Path jar = jars.get(part);
    return open(jar == null ? Containers.first(loader, part.path()) : jar);
  }

  private Root open(Path place) throws IOException {
    Root root = roots.get(place);
    if (root == null) {
      root = Root.open(place);
      roots.put(place, root);
    }
    return root;
  }

  @Override
  public void close() throws IOException {
    for (Root root : roots.values()) {
      root.close();
    }
  }
}
