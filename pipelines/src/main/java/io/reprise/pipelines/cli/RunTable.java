package io.reprise.pipelines.cli;

import io.reprise.pipelines.cli.ComparedRun.Headline;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs beside each other: one row a run, one column for each parameter and each headline metric
 * that is asked for.
 */
final class RunTable {

  private final List<ComparedRun> runs;
  private final Set<String> ambiguous;

  /** In their order, those that are not shown among them. */
  private final Map<String, Column> columns = new LinkedHashMap<>();

  /**
   * What is known of each run under one name.
   *
   * @param value a text, a number, or null where the run has no such thing
   * @param parameter whether it is one, which is shown as it was written
   * @param askedFor by name; it is shown even where all runs are equal, or the lines grow long
   * @param differs whether two runs differ in it
   */
  private record Column(
      Function<ComparedRun, @Nullable Object> value,
      boolean parameter,
      boolean askedFor,
      boolean differs) {

    boolean shown() {
      return askedFor || differs;
    }
  }

  RunTable(List<ComparedRun> runs) {
    this.runs = new ArrayList<>(runs);
    this.ambiguous = ambiguous(runs);
    add("run", compared -> compared.run().id(), false, true);
    add("name", compared -> compared.notes().name(), true, false);
    add("ended", compared -> compared.run().status().name().toLowerCase(Locale.ROOT), false, true);
    add("tags", RunTable::tags, true, false);
  }

  private static @Nullable String tags(ComparedRun compared) {
    return compared.notes().tags().isEmpty() ? null : String.join(" ", compared.notes().tags());
  }

  /** Metrics of a stage that several of its splits have: these need the split to be told apart. */
  private static Set<String> ambiguous(List<ComparedRun> runs) {
    Map<String, String> paths = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (ComparedRun compared : runs) {
      for (Headline headline : compared.headlines()) {
        String before = paths.putIfAbsent(headline.shortPath(), headline.path());
        if (before != null && !before.equals(headline.path())) {
          ambiguous.add(headline.shortPath());
        }
      }
    }
    return ambiguous;
  }

  /**
   * Adds columns of parameters.
   *
   * @param paths which; where it is empty, those in which the runs differ
   */
  void addParameters(List<String> paths) {
    Set<String> known = new TreeSet<>();
    runs.forEach(compared -> known.addAll(compared.parameters().keySet()));
    for (String path : chosen("--param", paths, known)) {
      add(path, compared -> compared.parameters().get(path), true, !paths.isEmpty());
    }
  }

  /**
   * Adds columns of metrics.
   *
   * @param paths which; where it is empty, those in which the runs differ
   */
  void addMetrics(List<String> paths) {
    Set<String> known = new LinkedHashSet<>();
    runs.forEach(compared -> compared.headlines().forEach(headline -> known.add(name(headline))));
    for (String path : chosen("--metric", paths, known)) {
      add(metricColumn(path), compared -> metric(compared, path), false, !paths.isEmpty());
    }
  }

  /** A stage may measure what a parameter is called: {@code train.epochs}. Both are shown. */
  private String metricColumn(String path) {
    boolean parameter = runs.stream().anyMatch(each -> each.parameters().containsKey(path));
    return parameter ? path + " (metric)" : path;
  }

  private void add(
      String name,
      Function<ComparedRun, @Nullable Object> value,
      boolean parameter,
      boolean askedFor) {
    boolean differs = runs.stream().map(value).distinct().limit(2).count() > 1;
    columns.put(name, new Column(value, parameter, askedFor, differs));
  }

  private static Collection<String> chosen(
      String option, List<String> paths, Collection<String> known) {
    for (String path : paths) {
      if (!known.contains(path)) {
        throw new ReportedException(
            option + " " + path + ": none of these runs has it" + Nearest.hint(path, known));
      }
    }
    return paths.isEmpty() ? known : paths;
  }

  private String name(Headline headline) {
    return ambiguous.contains(headline.shortPath()) ? headline.path() : headline.shortPath();
  }

  /** A run's metrics, each as its column would be called. */
  Map<String, @Nullable Number> metrics(ComparedRun compared) {
    Map<String, @Nullable Number> metrics = new LinkedHashMap<>();
    compared.headlines().forEach(headline -> metrics.put(name(headline), headline.value()));
    return metrics;
  }

  private @Nullable Number metric(ComparedRun compared, String path) {
    return compared.headlines().stream()
        .filter(headline -> name(headline).equals(path))
        .findFirst()
        .map(Headline::value)
        .orElse(null);
  }

  /** Puts the run with the largest value first; those that have none come last. */
  void sort(String column, boolean smallestFirst) {
    Column by = columns.get(column);
    if (by == null) {
      throw new ReportedException(
          "--sort " + column + ": the table has no such column" + Nearest.hint(column, names()));
    }
    Comparator<Object> order = smallestFirst ? RunTable::compare : (a, b) -> compare(b, a);
    runs.sort(Comparator.comparing(by.value(), Comparator.nullsLast(order)));
  }

  /** Numbers before texts. */
  private static int compare(Object first, Object second) {
    if (first instanceof Number one && second instanceof Number other) {
      return Double.compare(one.doubleValue(), other.doubleValue());
    }
    return first instanceof Number
        ? -1
        : second instanceof Number ? 1 : first.toString().compareTo(second.toString());
  }

  /** In the order of the rows. */
  List<ComparedRun> runs() {
    return List.copyOf(runs);
  }

  /** Of the columns that are shown, in their order. */
  List<String> names() {
    return columns.keySet().stream().filter(name -> column(name).shown()).toList();
  }

  /** Whether a column is of a parameter, which is shown as it was written. */
  boolean isParameter(String name) {
    return column(name).parameter();
  }

  /** Whether a column is there because somebody named it, and not because runs differ in it. */
  boolean isAskedFor(String name) {
    return column(name).askedFor();
  }

  private Column column(String name) {
    return Objects.requireNonNull(columns.get(name));
  }

  /** Each run's cells. */
  List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ComparedRun compared : runs) {
      List<@Nullable Object> cells = new ArrayList<>();
      names().forEach(name -> cells.add(column(name).value().apply(compared)));
      rows.add(cells);
    }
    return rows;
  }
}
