package io.reprise.stages.contactsheet;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Example;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.SeededChoice;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts examples into groups, and chooses some of each. */
final class SheetInput {

  private static final int NOISE = -1;

  /** Splits in the order that they are used in; others behind them. */
  private static final List<String> SPLITS = List.of("train", "validation", "test");

  private final ExampleFacts facts;
  private final Settings settings;
  private final Map<Long, ClusterAssignment> clusters;
  private final SortedMap<Key, SeededChoice> groups = new TreeMap<>();

  private SheetInput(ExampleFacts facts, Settings settings, Map<Long, ClusterAssignment> clusters) {
    this.facts = facts;
    this.settings = settings;
    this.clusters = clusters;
  }

  /** By number, and by title where numbers are equal. */
  private record Key(int number, String title) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int order = Integer.compare(number, other.number);
      return order == 0 ? title.compareTo(other.title) : order;
    }
  }

  static Sheet read(StageContext context) throws IOException {
    InputFiles examples = context.input("examples");
    ExampleFacts facts = ExampleFacts.read(examples);
    SheetInput input = new SheetInput(facts, context.settings(), clusters(context));
    input.begin();
    Progress progress = new Progress(context.progress(), "examples");
    for (StoredFile file : examples.tables()) {
      Tables.forEach(
          file,
          Example.class,
          example -> {
            input.add(example);
            progress.one(facts.rows());
          });
    }
    return input.sheet();
  }

  private static Map<Long, ClusterAssignment> clusters(StageContext context) throws IOException {
    boolean wanted = context.settings().text(ContactSheetStage.GROUP_BY).equals("cluster");
    InputFiles files = context.optionalInput(ContactSheetStage.CLUSTERS).orElse(null);
    if (files == null && wanted) {
      throw new ReportedException(
          "groupBy is cluster, but there are no clusters; wire the input: clusters: kmeans.clusters");
    }
    Map<Long, ClusterAssignment> clusters = new HashMap<>();
    if (files != null && wanted) {
      Tables.read(files, ClusterAssignment.class).forEach(row -> clusters.put(row.getId(), row));
    }
    return clusters;
  }

  /** Classes without an example are seen, too. */
  private void begin() {
    if (settings.text(ContactSheetStage.GROUP_BY).equals("class")) {
      for (int label = 0; label < facts.classes().size(); label++) {
        group(new Key(label, label + " " + className(label)));
      }
    }
  }

  private void add(Example example) {
    switch (settings.text(ContactSheetStage.GROUP_BY)) {
      case "class" ->
          add(example, new Key(example.getLabel(), example.getLabel() + " " + name(example)));
      case "split" -> add(example, new Key(place(example.getSplit()), example.getSplit()));
      case "cluster" -> addToCluster(example);
      default -> add(example, new Key(0, facts.dataset()));
    }
  }

  private void addToCluster(Example example) {
    ClusterAssignment row = clusters.get(example.getId());
    if (row != null) {
      if (row.getLabel() != example.getLabel() || !row.getSplit().equals(example.getSplit())) {
        throw new ReportedException(
            "id "
                + example.getId()
                + " has another label or split in 'clusters' than in 'examples'; wire 'examples'"
                + " to what was clustered");
      }
      int cluster = row.getCluster();
      add(example, new Key(cluster, cluster == NOISE ? "noise" : "cluster " + cluster));
    }
  }

  private void add(Example example, Key key) {
    group(key).add(example);
  }

  private SeededChoice group(Key key) {
    return groups.computeIfAbsent(
        key, each -> new SeededChoice(settings.longInteger("seed"), settings.integer("images")));
  }

  private static int place(String split) {
    int place = SPLITS.indexOf(split);
    return place < 0 ? SPLITS.size() : place;
  }

  private String name(Example example) {
    return className(example.getLabel());
  }

  private String className(int label) {
    return label < facts.classes().size() ? facts.classes().get(label) : Integer.toString(label);
  }

  private Sheet sheet() {
    List<Sheet.Group> drawn = new ArrayList<>();
    groups.forEach(
        (key, choice) -> drawn.add(new Sheet.Group(key.title(), choice.rows(), images(choice))));
    if (drawn.stream().allMatch(group -> group.images().isEmpty())) {
      throw new ReportedException(
          "there is no example to draw; look at the stage that the examples come from");
    }
    return new Sheet(facts, drawn);
  }

  private List<Sheet.Image> images(SeededChoice choice) {
    return choice.examples().stream()
        .map(
            example -> {
              byte[] pixels = new byte[example.getPixels().remaining()];
              example.getPixels().duplicate().get(pixels);
              return new Sheet.Image(example.getId(), name(example), pixels);
            })
        .toList();
  }
}
