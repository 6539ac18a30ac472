package io.reprise.pipelines.code;

import java.util.Comparator;
import java.util.Locale;

/** The name of a piece of code that changes as a whole; written {@code class a.b.C}. */
record Part(Kind kind, String name) implements Comparable<Part> {

  private static final Comparator<Part> ORDER =
      Comparator.comparing(Part::kind).thenComparing(Part::name);

  /** How finely a piece of code is looked at. */
  enum Kind {
    /** One class, by its name with dots. */
    CLASS,
    /** All of a folder or jar of a user's, by its file name. */
    JAR,
    /** A jar of the build's class path, by its file name. */
    LIBRARY,
    /** One file that code reads from its class path, by its path. */
    RESOURCE
  }

  /**
   * @param internalName with slashes
   */
  static Part ofClass(String internalName) {
    return new Part(Kind.CLASS, internalName.replace('/', '.'));
  }

  static Part library(String fileName) {
    return new Part(Kind.LIBRARY, fileName);
  }

  static Part jar(String fileName) {
    return new Part(Kind.JAR, fileName);
  }

  static Part resource(String path) {
    return new Part(Kind.RESOURCE, path);
  }

  static Part parse(String text) {
    int space = text.indexOf(' ');
    return new Part(
        Kind.valueOf(text.substring(0, space).toUpperCase(Locale.ROOT)), text.substring(space + 1));
  }

  /** Where a class or resource is in its root. */
  String path() {
    return kind == Kind.CLASS ? name.replace('.', '/') + ".class" : name;
  }

  @Override
  public int compareTo(Part other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name;
  }
}
