package io.reprise.stages.crosstab;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.CrosstabCell;
import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Joins clusters and examples by their ids, and counts. */
final class CrosstabInput {

  private static final Comparator<Cell> ORDER =
      Comparator.comparingInt(Cell::cluster)
          .thenComparingInt(Cell::label)
          .thenComparingInt(Cell::original);

  private CrosstabInput() {}

  /** What occurs together. */
  private record Cell(int cluster, int label, int original) {}

  /**
   * An example without its image.
   *
   * @param pixels their hash: two tables with the same image under an id have the same
   */
  private record Image(String split, int label, int pixels) {}

  static Crosstab read(StageContext context) throws IOException {
    List<ClusterAssignment> clusters =
        Tables.read(context.input("clusters"), ClusterAssignment.class);
    if (clusters.isEmpty()) {
      throw new ReportedException("the clusters have no rows; look at the stage they come from");
    }
    InputFiles examples = context.input(CrosstabStage.EXAMPLES);
    InputFiles original = context.optionalInput(CrosstabStage.ORIGINAL).orElse(examples);
    Set<Long> ids = new HashSet<>();
    clusters.forEach(row -> ids.add(row.getId()));
    Map<Long, Image> images = images(examples, ids);
    Map<Long, Image> before = original == examples ? images : images(original, ids);
    Map<Cell, Long> counts = new TreeMap<>(ORDER);
    for (ClusterAssignment row : clusters) {
      Image image = image(images, row, CrosstabStage.EXAMPLES);
      Image first = image(before, row, CrosstabStage.ORIGINAL);
      check(row, image, first);
      counts.merge(new Cell(row.getCluster(), row.getLabel(), first.label()), 1L, Long::sum);
    }
    return new Crosstab(split(clusters), cells(counts, classes(examples), classes(original)));
  }

  private static List<String> classes(InputFiles examples) throws IOException {
    return ExampleFacts.read(examples).classes();
  }

  private static Map<Long, Image> images(InputFiles examples, Set<Long> ids) throws IOException {
    Map<Long, Image> images = new HashMap<>();
    for (StoredFile file : examples.tables()) {
      Tables.forEach(
          file,
          Example.class,
          example -> {
            if (ids.contains(example.getId())) {
              images.put(
                  example.getId(),
                  new Image(
                      example.getSplit(), example.getLabel(), example.getPixels().hashCode()));
            }
          });
    }
    return images;
  }

  private static Image image(Map<Long, Image> images, ClusterAssignment row, String input) {
    Image image = images.get(row.getId());
    if (image == null) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "'%s' has no id %d, which the clusters have; wire it to the examples of the same"
                  + " split of the same dataset",
              input,
              row.getId()));
    }
    return image;
  }

  private static void check(ClusterAssignment row, Image image, Image first) {
    if (image.label() != row.getLabel() || !image.split().equals(row.getSplit())) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "id %d is of %s with label %d in 'examples', but of %s with label %d in the clusters;"
                  + " wire 'examples' to what was clustered",
              row.getId(),
              image.split(),
              image.label(),
              row.getSplit(),
              row.getLabel()));
    }
    if (image.pixels() != first.pixels()) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "id %d is another image in 'original' than in 'examples'; both must come of the same"
                  + " split of the same files",
              row.getId()));
    }
  }

  private static @Nullable String split(List<ClusterAssignment> clusters) {
    String first = clusters.get(0).getSplit();
    return clusters.stream().allMatch(row -> row.getSplit().equals(first)) ? first : null;
  }

  private static List<CrosstabCell> cells(
      Map<Cell, Long> counts, List<String> labels, List<String> originals) {
    return counts.entrySet().stream()
        .map(
            entry ->
                new CrosstabCell(
                    entry.getKey().cluster(),
                    entry.getKey().label(),
                    name(labels, entry.getKey().label()),
                    entry.getKey().original(),
                    name(originals, entry.getKey().original()),
                    entry.getValue()))
        .toList();
  }

  private static String name(List<String> classes, int label) {
    return label < classes.size() ? classes.get(label) : Integer.toString(label);
  }
}
