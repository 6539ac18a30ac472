package io.reprise.stages.embedding;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Embedding;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A whole table of embeddings in memory, sorted by id.
 *
 * @param rows what is known of each embedding but its vector
 * @param vectors one row of doubles for each embedding, all finite and of one length; not copied,
 *     so not to be written to
 * @param classes names in the order of the labels, empty where the input says none
 */
@SuppressWarnings("ArrayRecordComponent") // the form that Smile takes; never compared
public record EmbeddingTable(List<Row> rows, double[][] vectors, List<String> classes) {

  /** One embedding without its vector. */
  public record Row(long id, String split, int label) {}

  public EmbeddingTable {
    rows = List.copyOf(rows);
    classes = List.copyOf(classes);
  }

  /**
   * Reads the table, and class names from the {@code _dataset.json} beside it if there is one.
   *
   * @throws ReportedException when there is no row, a value is not finite or lengths differ
   */
  public static EmbeddingTable read(InputFiles input) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<double[]> vectors = new ArrayList<>();
    for (StoredFile file : input.tables()) {
      Tables.forEach(
          file,
          Embedding.class,
          embedding -> {
            rows.add(new Row(embedding.getId(), embedding.getSplit(), embedding.getLabel()));
            vectors.add(checked(embedding, vectors));
          });
    }
    if (rows.isEmpty()) {
      throw new ReportedException("the embeddings have no rows; look at the stage they come from");
    }
    return new EmbeddingTable(rows, vectors.toArray(new double[0][]), classes(input));
  }

  private static double[] checked(Embedding embedding, List<double[]> before) {
    double[] vector = embedding.getVector().stream().mapToDouble(Float::doubleValue).toArray();
    String where = "embedding of id " + embedding.getId();
    if (vector.length == 0 || (!before.isEmpty() && before.get(0).length != vector.length)) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s has %d units, the first one has %d; write them with one embed stage",
              where,
              vector.length,
              before.isEmpty() ? 0 : before.get(0).length));
    }
    for (int unit = 0; unit < vector.length; unit++) {
      if (!Double.isFinite(vector[unit])) {
        throw new ReportedException(
            String.format(
                Locale.ROOT,
                "%s has %s in unit %d (from 0); the network it comes from has diverged:"
                    + " lower its learning rate",
                where,
                vector[unit],
                unit));
      }
    }
    return vector;
  }

  private static List<String> classes(InputFiles input) throws IOException {
    boolean known = input.all().stream().anyMatch(file -> file.name().equals(ExampleFacts.FILE));
    return known ? ExampleFacts.read(input).classes() : List.of();
  }

  public int size() {
    return rows.size();
  }

  /** The length of each vector. */
  public int units() {
    return vectors[0].length;
  }

  public int[] labels() {
    return rows.stream().mapToInt(Row::label).toArray();
  }

  /** The split that all rows are of, null where they are of several. */
  public @Nullable String split() {
    String first = rows.get(0).split();
    return rows.stream().allMatch(row -> row.split().equals(first)) ? first : null;
  }

  /** The label's name, or its number where no names are known. */
  public String className(int label) {
    return label >= 0 && label < classes.size() ? classes.get(label) : Integer.toString(label);
  }

  /** Some of the rows, in the order given. */
  public EmbeddingTable select(int[] chosen) {
    return new EmbeddingTable(
        IntStream.of(chosen).mapToObj(rows::get).toList(),
        IntStream.of(chosen).mapToObj(row -> vectors[row]).toArray(double[][]::new),
        classes);
  }

  /**
   * Whether at least so many vectors differ from each other.
   *
   * @param count at least 1
   */
  public boolean hasDistinct(int count) {
    Set<List<Double>> seen = new HashSet<>();
    for (double[] vector : vectors) {
      List<Double> values = new ArrayList<>(vector.length);
      for (double value : vector) {
        values.add(value + 0.0); // minus zero is zero
      }
      seen.add(values);
      if (seen.size() >= count) {
        return true;
      }
    }
    return false;
  }
}
