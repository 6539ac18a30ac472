package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which two preimages, or the machines that worked on them, differ.
 *
 * @param part of the preimage it is in
 * @param name path inside the part: {@code layers[0].conv.filters}
 * @param before null where there was nothing
 * @param after null where there is nothing any more
 */
public record Difference(Part part, String name, @Nullable Object before, @Nullable Object after) {

  /** A part of a preimage. */
  public enum Part {
    STAGE_TYPE,
    CODE,
    LIBRARY,
    PARAMETER,
    INPUT,
    WIRING,
    FILE,
    FACT,
    /** No part of a preimage: what ran the stage, which may give other bits. */
    MACHINE
  }

  /**
   * All differences, in a fixed order; empty when the keys are equal.
   *
   * @param listings the text of a listing of code or files, where it is known
   */
  public static List<Difference> between(
      Preimage before, Preimage after, Function<Digest, Optional<String>> listings) {
    List<Difference> found = new ArrayList<>();
    compare(Part.STAGE_TYPE, "", before.stageType(), after.stageType(), found);
    if (!before.code().equals(after.code())) {
      found.addAll(CodeDifference.between(before.code(), after.code(), listings));
    }
    compare(Part.PARAMETER, "", before.parameters(), after.parameters(), found);
    compare(Part.INPUT, "", before.inputs(), after.inputs(), found);
    if (!before.files().equals(after.files())) {
      found.addAll(FileDifference.between(before.files(), after.files(), listings));
    }
    compare(Part.FACT, "", before.facts(), after.facts(), found);
    return found;
  }

  /** Facts about machines that differ; {@code name} is the path inside the maps. */
  public static List<Difference> ofMachines(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    List<Difference> found = new ArrayList<>();
    compare(Part.MACHINE, "", before, after, found);
    return found;
  }

  /**
   * Parameters that differ.
   *
   * @param name that all paths begin with
   */
  public static List<Difference> ofParameters(
      String name, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    List<Difference> found = new ArrayList<>();
    compare(Part.PARAMETER, name, before, after, found);
    return found;
  }

  /** One line each for people, and few, however much differs: "rotation 10.0 -> 15.0". */
  public static List<String> describe(List<Difference> differences) {
    return Reasons.of(differences);
  }

  private static void compare(
      Part part,
      String name,
      @Nullable Object before,
      @Nullable Object after,
      List<Difference> found) {
    if (before instanceof Map<?, ?> left && after instanceof Map<?, ?> right) {
      SortedSet<String> keys = new TreeSet<>();
      left.keySet().forEach(key -> keys.add((String) key));
      right.keySet().forEach(key -> keys.add((String) key));
      String prefix = name.isEmpty() ? "" : name + ".";
      keys.forEach(key -> compare(part, prefix + key, left.get(key), right.get(key), found));
    } else if (before instanceof List<?> left && after instanceof List<?> right) {
      compareLists(part, name, left, right, found);
    } else if (!Objects.equals(before, after)) {
      found.add(new Difference(part, name, before, after));
    }
  }

  private static void compareLists(
      Part part, String name, List<?> before, List<?> after, List<Difference> found) {
    if (before.size() != after.size()) {
      found.add(new Difference(part, name, before.size() + " entries", after.size() + " entries"));
      return;
    }
    List<Difference> elements = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      compare(part, name + "[" + i + "]", before.get(i), after.get(i), elements);
    }
    if (elements.size() > 1 && isOfPlainValues(before) && isOfPlainValues(after)) {
      found.add(moved(part, name, before, after));
    } else {
      found.addAll(elements);
    }
  }

  private static boolean isOfPlainValues(List<?> list) {
    return list.stream().noneMatch(each -> each instanceof Map || each instanceof List);
  }

  /** One entry that goes and one that comes shift all between them. */
  private static Difference moved(Part part, String name, List<?> before, List<?> after) {
    List<@Nullable Object> gone = without(before, after);
    List<@Nullable Object> come = without(after, before);
    if (gone.isEmpty()) {
      return new Difference(part, name, "in one order", "in another");
    }
    return gone.size() == 1
        ? new Difference(part, name, gone.get(0), come.get(0))
        : new Difference(part, name, gone.size() + " entries", "others");
  }

  private static List<@Nullable Object> without(List<?> list, List<?> others) {
    Map<@Nullable Object, Integer> left = new HashMap<>();
    others.forEach(other -> left.merge(other, 1, Integer::sum));
    List<@Nullable Object> rest = new ArrayList<>();
    for (@Nullable Object each : list) {
      if (left.merge(each, -1, Integer::sum) < 0) {
        rest.add(each);
      }
    }
    return rest;
  }
}
