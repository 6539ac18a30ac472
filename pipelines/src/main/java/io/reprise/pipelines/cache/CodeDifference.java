package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.Difference.Part;
import io.reprise.schemas.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names the classes and libraries in which two listings of code differ. */
final class CodeDifference {

  private static final String CLASS = "class ";
  private static final String STAGE = "stage ";
  private static final String LIBRARY = "library ";
  private static final int MOST_NAMES = 4;

  private CodeDifference() {}

  /** One difference for all classes, and one for each library. */
  static List<Difference> between(
      Digest before, Digest after, Function<Digest, Optional<String>> listings) {
    Optional<String> left = listings.apply(before);
    Optional<String> right = listings.apply(after);
    if (left.isEmpty() || right.isEmpty()) {
      return List.of(new Difference(Part.CODE, "", before, after));
    }
    return between(parts(left.get()), parts(right.get()), before, after);
  }

  private static List<Difference> between(
      SortedMap<String, String> left,
      SortedMap<String, String> right,
      Digest before,
      Digest after) {
    SortedSet<String> names = new TreeSet<>(left.keySet());
    names.addAll(right.keySet());
    names.removeIf(name -> left.getOrDefault(name, "").equals(right.getOrDefault(name, "")));
    SortedSet<String> classes = new TreeSet<>();
    List<Difference> libraries = new ArrayList<>();
    Map<String, String> successors = successors(names, left, right);
    for (String name : names) {
      if (!name.startsWith(LIBRARY)) {
        classes.add(shortName(name));
      } else if (!successors.containsValue(name)) {
        libraries.add(library(name, successors.get(name), left, right));
      }
    }
    List<Difference> found = new ArrayList<>();
    if (!classes.isEmpty()) {
      found.add(new Difference(Part.CODE, enumerate(List.copyOf(classes)), before, after));
    }
    found.addAll(libraries);
    return found;
  }

  private static Difference library(
      String name,
      @Nullable String successor,
      Map<String, String> left,
      Map<String, String> right) {
    String jar = name.substring(LIBRARY.length());
    String said =
        successor != null
            ? jar + " -> " + successor.substring(LIBRARY.length())
            : jar
                + (left.containsKey(name)
                    ? right.containsKey(name) ? " changed" : " removed"
                    : " added");
    return new Difference(Part.LIBRARY, said, left.get(name), right.get(name));
  }

  /** Jars that went, with the jar of the same name and another version that came. */
  private static Map<String, String> successors(
      SortedSet<String> names, Map<String, String> left, Map<String, String> right) {
    Map<String, String> successors = new TreeMap<>();
    for (String gone : names) {
      if (gone.startsWith(LIBRARY) && !right.containsKey(gone)) {
        names.stream()
            .filter(name -> !left.containsKey(name) && stem(name).equals(stem(gone)))
            .findFirst()
            .ifPresent(name -> successors.put(gone, name));
      }
    }
    return successors;
  }

  private static String stem(String jar) {
    return jar.replaceFirst("-\\d.*", "");
  }

  /** Of a class without its package; of a resource or a jar without the kind. */
  private static String shortName(String name) {
    String bare = name.substring(name.indexOf(' ') + 1);
    return name.startsWith(CLASS) || name.startsWith(STAGE)
        ? bare.substring(bare.lastIndexOf('.') + 1)
        : bare;
  }

  private static String enumerate(List<String> names) {
    return names.size() <= MOST_NAMES
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES))
            + " and "
            + (names.size() - MOST_NAMES)
            + " more";
  }

  /** Lines of a digest, two spaces and a name. */
  private static SortedMap<String, String> parts(String listing) {
    SortedMap<String, String> parts = new TreeMap<>();
    listing
        .lines()
        .forEach(
            line -> {
              int gap = line.indexOf("  ");
              parts.put(line.substring(gap + 2), line.substring(0, Math.max(gap, 0)));
            });
    return parts;
  }
}
