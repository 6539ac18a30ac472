package io.reprise.pipelines.code;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes the graph of a whole class path. */
final class GraphBuild {

  private final ClassPath classPath;

  GraphBuild(ClassPath classPath) {
    this.classPath = classPath;
  }

  CodeGraph graph() throws IOException {
    List<CodeNode> nodes = new ArrayList<>();
    NodeReader reader = new NodeReader(classPath);
    Set<Part> resources = new TreeSet<>();
    for (Root root : classPath.own()) {
      for (String name : root.classes().toList()) {
        CodeNode node = reader.read(Part.ofClass(name));
        nodes.add(node);
        node.references().stream()
            .filter(part -> part.kind() == Part.Kind.RESOURCE)
            .forEach(resources::add);
      }
    }
    for (Part resource : resources) {
      nodes.add(reader.read(resource));
    }
    Map<String, Set<Part>> natives = natives();
    for (Library library : classPath.libraries()) {
      nodes.add(node(library, natives));
    }
    return new CodeGraph(nodes);
  }

  private CodeNode node(Library library, Map<String, Set<Part>> natives) {
    Set<Part> references = new TreeSet<>(classPath.provided(library.part()));
    library.names().forEach(name -> references.addAll(classPath.ofClass(name)));
    packages(library).forEach(folder -> references.addAll(natives.getOrDefault(folder, Set.of())));
    return CodeNode.of(library.part(), library.digest(), references);
  }

  /**
   * Jars without classes, such as those of native libraries, by the packages that they belong to:
   * of each of their folders, the nearest one above that has classes in it or below it.
   */
  private Map<String, Set<Part>> natives() {
    Set<String> packages = new TreeSet<>();
    classPath.libraries().forEach(library -> packages.addAll(packages(library)));
    Map<String, Set<Part>> natives = new HashMap<>();
    for (Library library : classPath.libraries()) {
      if (library.classes().isEmpty()) {
        for (String folder : library.folders()) {
          natives
              .computeIfAbsent(nearest(folder, packages), key -> new TreeSet<>())
              .add(library.part());
        }
      }
    }
    return natives;
  }

  private static String nearest(String folder, Set<String> packages) {
    String nearest = folder;
    while (!nearest.isEmpty() && !packages.contains(nearest)) {
      nearest = Library.folder(nearest);
    }
    return nearest;
  }

  /** With those above them, but for the first, such as {@code org}, which says nothing. */
  private static Set<String> packages(Library library) {
    Set<String> packages = new TreeSet<>();
    for (String name : library.classes()) {
      String folder = Library.folder(name);
      while (folder.contains("/") && packages.add(folder)) {
        folder = Library.folder(folder);
      }
    }
    return packages;
  }
}
