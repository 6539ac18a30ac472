package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Bars;
import io.reprise.schemas.record.LabelledRow;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many examples each class has, in each table of examples. */
final class ClassesSection implements SectionSource {

  private static final int MOST_TABLES = 12;
  private static final int MOST_DRAWN = 60;
  private static final int MOST_LISTED = 1000;

  /** Counts by label, of one table. */
  private record Counts(String table, long[] byLabel) {
    private double of(int label) {
      return label < byLabel.length ? byLabel[label] : 0;
    }
  }

  @Override
  public String id() {
    return "classes";
  }

  @Override
  public String title() {
    return "Examples by class";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<StageOutput> tables = run.outputs("examples");
    if (tables.size() > MOST_TABLES) {
      section.note(
          String.format(
              Locale.ROOT, "The first %d of %,d tables are shown.", MOST_TABLES, tables.size()));
    }
    // Tables whose classes have the same names are shown together.
    Map<List<String>, List<Counts>> byClasses = new LinkedHashMap<>();
    for (StageOutput table : tables.subList(0, Math.min(MOST_TABLES, tables.size()))) {
      List<String> classes = classes(run, table);
      byClasses
          .computeIfAbsent(classes, names -> new ArrayList<>())
          .add(count(run, table, classes.size()));
    }
    int chart = 0;
    for (Map.Entry<List<String>, List<Counts>> group : byClasses.entrySet()) {
      String suffix = chart++ == 0 ? "" : "-" + chart;
      add(group.getKey(), group.getValue(), suffix, section);
    }
  }

  private static List<String> classes(RunView run, StageOutput table) throws IOException {
    Path facts = run.files(table).get(ExampleFacts.FILE);
    return facts == null ? List.of() : ExampleFacts.of(Files.readAllBytes(facts)).classes();
  }

  private static Counts count(RunView run, StageOutput table, int classes) throws IOException {
    long[] counts = new long[classes];
    run.forEach(
        table,
        LabelledRow.class,
        row -> {
          if (row.getLabel() >= 0 && row.getLabel() < classes) {
            counts[row.getLabel()]++;
          }
        });
    return new Counts(table.path(), counts);
  }

  private static void add(
      List<String> classes, List<Counts> tables, String suffix, SectionDraft section) {
    if (classes.isEmpty()) {
      return;
    }
    if (classes.size() > MOST_DRAWN) {
      section.note(
          String.format(
              Locale.ROOT,
              "The first %d of %,d classes are drawn, the first %,d are listed.",
              MOST_DRAWN,
              classes.size(),
              Math.min(MOST_LISTED, classes.size())));
    }
    int drawn = Math.min(MOST_DRAWN, classes.size());
    section.add(
        new Block.Chart(
            "classes" + suffix,
            "Examples by class",
            "",
            drawn > 12 ? 420 : 320,
            new Bars(
                Axis.of("examples"),
                classes.subList(0, drawn),
                tables.stream()
                    .map(
                        counts -> {
                          List<Double> values = new ArrayList<>();
                          for (int label = 0; label < drawn; label++) {
                            values.add(counts.of(label));
                          }
                          return new Bars.Series(counts.table(), values);
                        })
                    .toList(),
                false)));
    section.add(new Block.Fold("All numbers", List.of(table(classes, tables))));
  }

  private static Table table(List<String> classes, List<Counts> tables) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.number("label"));
    columns.add(Column.text("class"));
    tables.forEach(counts -> columns.add(Column.number(counts.table())));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int label = 0; label < Math.min(MOST_LISTED, classes.size()); label++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(label);
      row.add(classes.get(label));
      for (Counts counts : tables) {
        row.add(counts.of(label));
      }
      rows.add(row);
    }
    return Table.of(columns, rows);
  }
}
