package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Makes nodes of classes and other files as they are. */
final class NodeReader {

  private final Places places;

  NodeReader(Places places) {
    this.places = places;
  }

  CodeNode read(Part part) throws IOException {
    return switch (part.kind()) {
      case CLASS -> classNode(part);
      case RESOURCE -> CodeNode.of(part, Digest.of(content(part)).hex(), Set.of());
      case JAR -> jarNode(part);
      case LIBRARY -> throw new IllegalStateException("the code graph does not have " + part);
    };
  }

  private byte[] content(Part part) throws IOException {
    return places.root(part).read(part.path());
  }

  private CodeNode classNode(Part part) throws IOException {
    ClassFacts facts = ClassFacts.of(content(part));
    Set<Part> references = new TreeSet<>(places.provided(part));
    for (String name : facts.names()) {
      references.addAll(places.ofClass(name));
    }
    for (String path : facts.resources()) {
      references.addAll(places.ofResource(path));
    }
    if (facts.dynamic() || isHandedToLibrary(facts)) {
      references.addAll(places.besides(part));
    }
    return CodeNode.of(part, facts.digest(), references);
  }

  /** A library may look up any class or resource beside one that it is given. */
  private boolean isHandedToLibrary(ClassFacts facts) throws IOException {
    for (String owner : facts.handedTo()) {
      for (Part holder : places.ofClass(owner)) {
        if (holder.kind() == Part.Kind.LIBRARY && places.mayLookUp(owner)) {
          return true;
        }
      }
    }
    return false;
  }

  /** With its classes, which reach on, and which tell more when one has changed. */
  private CodeNode jarNode(Part part) throws IOException {
    Root root = places.root(part);
    Set<Part> references = new TreeSet<>(root.classes().map(Part::ofClass).toList());
    for (String file : root.files()) {
      if (file.startsWith(Root.VERSIONS) && file.endsWith(".class")) {
        Set<String> names = new TreeSet<>();
        new ConstantPool(root.read(file)).named(names);
        for (String name : names) {
          references.addAll(places.ofClass(name));
        }
      }
    }
    return CodeNode.of(part, root.contentDigest(), references);
  }
}
