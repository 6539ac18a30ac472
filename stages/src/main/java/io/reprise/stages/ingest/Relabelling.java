package io.reprise.stages.ingest;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Settings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which classes are kept, and under which label.
 *
 * @param names of the new classes, in the order of the new labels
 * @param labels new label by old label; {@link #DROPPED} for classes that are left out
 */
record Relabelling(List<String> names, List<Integer> labels) implements Serializable {

  static final int DROPPED = -1;

  Relabelling {
    names = List.copyOf(names);
    labels = List.copyOf(labels);
  }

  /**
   * New class names with the old ones that each stands for, in the order of the new labels: of a
   * merge, as their first old ones stand in {@code classes}, since a map has no order of its own.
   */
  static Map<String, List<String>> groups(Settings settings, List<String> classes) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    if (settings.has("merge")) {
      Map<String, List<String>> merged = new TreeMap<>();
      settings.map("merge", List.class).forEach((name, old) -> merged.put(name, texts(old)));
      merged.entrySet().stream()
          .sorted(Comparator.comparingInt(group -> first(group.getValue(), classes)))
          .forEach(group -> groups.put(group.getKey(), group.getValue()));
    } else {
      List<String> kept =
          settings.has("classes") ? settings.list("classes", String.class) : classes;
      kept.forEach(name -> groups.put(name, List.of(name)));
    }
    return groups;
  }

  private static int first(List<String> members, List<String> classes) {
    return members.stream().mapToInt(classes::indexOf).min().orElse(0);
  }

  private static List<String> texts(List<?> values) {
    return values.stream().map(String.class::cast).toList();
  }

  /** What is wrong with the settings, whatever the dataset's classes are. */
  static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    if (settings.has("classes") && settings.has("merge")) {
      problems.add("classes and merge cannot be given together: merge alone says what is kept");
      return problems;
    }
    Set<String> seen = new HashSet<>();
    List<String> listed =
        settings.has("classes") ? settings.list("classes", String.class) : List.of();
    for (String name : listed) {
      if (!seen.add(name)) {
        problems.add("classes has '" + name + "' twice");
      }
    }
    if (settings.has("classes") && listed.isEmpty()) {
      problems.add("classes is empty: leave it out to keep all");
    }
    if (settings.has("merge")) {
      mergeProblems(groups(settings, List.of()), problems);
    }
    return problems;
  }

  private static void mergeProblems(Map<String, List<String>> groups, List<String> problems) {
    Map<String, String> groupOf = new LinkedHashMap<>();
    groups.forEach(
        (group, members) -> {
          if (members.isEmpty()) {
            problems.add("merge." + group + " is empty");
          }
          for (String member : members) {
            String other = groupOf.put(member, group);
            if (other != null) {
              problems.add("merge has '" + member + "' twice, in " + other + " and in " + group);
            }
          }
        });
    if (groups.isEmpty()) {
      problems.add("merge is empty: leave it out to keep all classes");
    }
  }

  /**
   * @param classes of the dataset
   * @throws ReportedException where the settings name a class that the dataset does not have
   */
  static Relabelling of(Settings settings, String dataset, List<String> classes) {
    Map<String, List<String>> groups = groups(settings, classes);
    List<Integer> labels = new ArrayList<>(Collections.nCopies(classes.size(), DROPPED));
    List<String> problems = new ArrayList<>();
    int label = 0;
    for (Map.Entry<String, List<String>> group : groups.entrySet()) {
      for (String member : group.getValue()) {
        int old = classes.indexOf(member);
        if (old >= 0) {
          labels.set(old, label);
        } else {
          String parameter = settings.has("merge") ? "merge." + group.getKey() : "classes";
          problems.add(
              parameter
                  + ": '"
                  + member
                  + "' is no class of "
                  + dataset
                  + Nearest.hint(member, classes));
        }
      }
      label++;
    }
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    return new Relabelling(List.copyOf(groups.keySet()), labels);
  }
}
