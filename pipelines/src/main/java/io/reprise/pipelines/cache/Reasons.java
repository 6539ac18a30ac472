package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.Difference.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Differences in words: a few short lines, whether one value differs or ten thousand files. */
final class Reasons {

  /** Lines for one part of a preimage, before the rest is only counted. */
  private static final int MOST_LINES = 5;

  private static final int MOST_FILES = 3;

  private Reasons() {}

  static List<String> of(List<Difference> differences) {
    Map<Part, List<String>> lines = new EnumMap<>(Part.class);
    List<Difference> files = new ArrayList<>();
    for (Difference difference : differences) {
      if (difference.part() == Part.FILE && !difference.name().isEmpty()) {
        files.add(difference);
      } else {
        lines.computeIfAbsent(difference.part(), part -> new ArrayList<>()).add(line(difference));
      }
    }
    lines.computeIfAbsent(Part.FILE, part -> new ArrayList<>()).addAll(files(files));
    List<String> all = new ArrayList<>();
    lines.values().forEach(ofPart -> all.addAll(first(ofPart)));
    return all;
  }

  private static List<String> first(List<String> lines) {
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES));
    first.add((lines.size() - MOST_LINES) + " more like this");
    return first;
  }

  private static String line(Difference difference) {
    String name = name(difference);
    return switch (difference.part()) {
      case STAGE_TYPE -> "stage type " + change(difference);
      case CODE -> "code changed" + (name.isEmpty() ? "" : ": " + name);
      case LIBRARY -> "library " + name;
      case PARAMETER, FACT, MACHINE -> name + " " + change(difference);
      case WIRING -> "input " + name + " " + change(difference);
      case INPUT -> "input " + name + whatHappened(difference);
      case FILE -> "files changed"; // which ones, no listing says any more
    };
  }

  private static String change(Difference difference) {
    return ShownValue.change(difference.before(), difference.after());
  }

  private static String whatHappened(Difference difference) {
    return difference.before() == null
        ? " added"
        : difference.after() == null ? " removed" : " changed";
  }

  /** One line each, or one for all to which the same happened. */
  private static List<String> files(List<Difference> files) {
    Map<Difference, Difference> moves = moves(files);
    Set<Difference> rest = new LinkedHashSet<>(files);
    moves.forEach((gone, come) -> rest.removeAll(List.of(gone, come)));
    List<String> lines = new ArrayList<>();
    for (String what : List.of(" changed", " added", " removed")) {
      List<String> names =
          rest.stream().filter(file -> whatHappened(file).equals(what)).map(Reasons::name).toList();
      if (names.size() > MOST_FILES) {
        lines.add(count(names.size()) + what + ", such as " + names.get(0));
      } else {
        names.forEach(name -> lines.add("file " + name + what));
      }
    }
    List<String> moved = new ArrayList<>();
    moves.forEach((gone, come) -> moved.add(name(gone) + " -> " + name(come)));
    if (moved.size() > MOST_FILES) {
      lines.add(count(moved.size()) + " moved, such as " + moved.get(0));
    } else {
      moved.forEach(move -> lines.add("file moved: " + move));
    }
    return lines;
  }

  private static String count(int files) {
    return String.format(Locale.ROOT, "%,d files", files);
  }

  private static String name(Difference difference) {
    return ShownValue.name(difference.name());
  }

  /** Files that went, each with one of the same content that came. */
  private static Map<Difference, Difference> moves(List<Difference> files) {
    Map<@Nullable Object, Queue<Difference>> added = new HashMap<>();
    for (Difference file : files) {
      if (file.before() == null) {
        added.computeIfAbsent(file.after(), content -> new ArrayDeque<>()).add(file);
      }
    }
    Map<Difference, Difference> moves = new LinkedHashMap<>();
    for (Difference file : files) {
      Queue<Difference> same = added.get(file.before());
      if (file.after() == null && same != null && !same.isEmpty()) {
        moves.put(file, same.remove());
      }
    }
    return moves;
  }
}
