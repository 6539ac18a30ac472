package io.reprise.pipelines.code;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A part, and what it names itself.
 *
 * @param digest SHA-256 in hexadecimal
 */
record CodeNode(Part part, String digest, SortedSet<Part> references) {

  CodeNode {
    references = Collections.unmodifiableSortedSet(new TreeSet<>(references));
  }

  /**
   * @param named may hold the part itself, which does not count
   */
  static CodeNode of(Part part, String digest, Collection<Part> named) {
    SortedSet<Part> references = new TreeSet<>(named);
    references.remove(part);
    return new CodeNode(part, digest, references);
  }
}
