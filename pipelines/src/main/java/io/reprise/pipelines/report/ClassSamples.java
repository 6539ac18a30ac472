package io.reprise.pipelines.report;

import io.reprise.schemas.record.Example;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The first examples of each class in a table, and what became of them in another. */
final class ClassSamples {

  /** Rows that are looked at, lest a rare class makes it read everything. */
  private static final int MOST_ROWS = 20_000;

  private final int each;
  private final int classes;
  private final TreeMap<Integer, List<Example>> samples = new TreeMap<>();
  private final Map<Origin, Example> copies = new HashMap<>();
  private int wanted;
  private int rows;
  private boolean cut;

  /** Where an image was read from; copies have that of their original. */
  private record Origin(String split, long sourceId) {
    static Origin of(Example row) {
      return new Origin(row.getSplit(), row.getSourceId());
    }
  }

  /** What there is of one class. */
  record OfClass(int label, List<Example> before, List<Example> after) {
    OfClass {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  private ClassSamples(int each, int classes) {
    this.each = each;
    this.classes = classes;
  }

  /**
   * @param each examples of a class
   * @param classes at most
   */
  static ClassSamples read(RunView run, StageOutput table, int each, int classes)
      throws IOException {
    ClassSamples samples = new ClassSamples(each, classes);
    Optional<Integer> known =
        new ExampleTables(run).facts(table).map(facts -> facts.classes().size());
    int all = each * Math.min(classes, known.orElse(classes));
    run.forEachWhile(table, Example.class, row -> samples.add(row) < all);
    return samples;
  }

  private int add(Example row) {
    rows++;
    List<Example> of = samples.get(row.getLabel());
    if (of == null && samples.size() < classes) {
      of = new ArrayList<>();
      samples.put(row.getLabel(), of);
    }
    if (of != null && of.size() < each) {
      of.add(row);
      wanted++;
    }
    cut |= of == null || rows == MOST_ROWS;
    return rows == MOST_ROWS ? Integer.MAX_VALUE : wanted;
  }

  /** Looks for the first copy of each sample that is changed. */
  void findCopies(RunView run, StageOutput table) throws IOException {
    Map<Origin, Example> origins = new HashMap<>();
    samples.values().forEach(of -> of.forEach(row -> origins.put(Origin.of(row), row)));
    int[] seen = {0};
    run.forEachWhile(
        table,
        Example.class,
        row -> {
          Example before = origins.get(Origin.of(row));
          if (before != null && isChanged(row, before)) {
            copies.putIfAbsent(Origin.of(row), row);
          }
          return copies.size() < origins.size() && ++seen[0] < 4 * MOST_ROWS;
        });
  }

  /** A table may have the originals too. */
  private static boolean isChanged(Example row, Example before) {
    return row.getAugmentation() != null || !row.getPixels().equals(before.getPixels());
  }

  /** Whether there may be classes that were not seen. */
  boolean isCut() {
    return cut;
  }

  /** By label. */
  List<OfClass> classes() {
    List<OfClass> all = new ArrayList<>();
    samples.forEach(
        (label, before) ->
            all.add(
                new OfClass(
                    label,
                    before,
                    before.stream()
                        .map(row -> Optional.ofNullable(copies.get(Origin.of(row))))
                        .flatMap(Optional::stream)
                        .toList())));
    return all;
  }
}
