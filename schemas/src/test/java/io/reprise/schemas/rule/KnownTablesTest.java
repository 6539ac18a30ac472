package io.reprise.schemas.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.record.Centroid;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.ConfusionCell;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.Prediction;
import io.reprise.schemas.record.Projection;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTablesTest {

  @Test
  void examplesHaveAsManyPixelsAsTheirShapeSays() {
    assertThat(problem("examples", example(0, 0, 6))).isEmpty();
    assertThat(problem("examples", example(0, 0, 5)))
        .hasValue("pixels has 5 bytes, where height x width x channels is 6");
    assertThat(problem("examples", example(0, -1, 6)))
        .hasValue("label is -1, where 0 or more is expected");
  }

  @Test
  void idsAscend() {
    assertThat(problem("examples", example(1, 0, 6), example(1, 0, 6)))
        .hasValue("id is 1 as in the row before, where each is there once");
    assertThat(problem("examples", example(5, 0, 6), example(3, 0, 6)))
        .hasValue(
            "id is 3 after 5: sort the rows by id, over all files in the order of their names");
    assertThat(
            problem(
                "confusion",
                new ConfusionCell(0, "a", 1, "b", 2L),
                new ConfusionCell(1, "b", 0, "a", 2L)))
        .isEmpty();
    assertThat(
            problem(
                "confusion",
                new ConfusionCell(0, "a", 1, "b", 2L),
                new ConfusionCell(0, "a", 0, "a", 2L)))
        .hasValueSatisfying(
            text -> assertThat(text).contains("label, predicted is 0, 0 after 0, 1"));
  }

  @Test
  void vectorsHaveOneLengthAndFiniteNumbers() {
    assertThat(problem("embeddings", embedding(0, 1f, 2f), embedding(1, 1f, 2f))).isEmpty();
    assertThat(problem("embeddings", embedding(0, 1f, 2f), embedding(1, 1f)))
        .hasValue("vector has 1 values, where the first row has 2");
    assertThat(problem("embeddings", embedding(0))).hasValue("vector is empty");
    assertThat(problem("embeddings", embedding(0, 1f, Float.NaN)))
        .hasValue("vector has NaN at 1 (from 0), where finite numbers are expected");
    assertThat(problem("centroids", new Centroid(0, 1L, List.of(Float.POSITIVE_INFINITY))))
        .hasValue("vector has Infinity at 0 (from 0), where finite numbers are expected");
  }

  @Test
  void predictionsAreOfTheProbabilitiesClasses() {
    assertThat(problem("predictions", prediction(1, 0.5f, 0.5f))).isEmpty();
    assertThat(problem("predictions", prediction(2, 0.5f, 0.5f)))
        .hasValue("predicted is 2, where there are 2 probabilities, from 0");
    assertThat(problem("predictions", prediction(0, Float.NaN)))
        .hasValue("probabilities has NaN, which is not from 0 to 1");
  }

  @Test
  void otherNumbersAreFinite() {
    assertThat(problem("metrics", new Metric("s", null, "n", null, Double.NaN)))
        .hasValue("value is NaN, where a finite number is expected");
    assertThat(problem("metrics", new Metric("s", null, "", null, 1.0))).hasValue("name is empty");
    assertThat(problem("projection", new Projection(0L, "test", 0, 0.0, Double.NaN)))
        .hasValue("y is NaN, where a finite number is expected");
    assertThat(problem("clusters", new ClusterAssignment(0L, "test", 0, -1, null))).isEmpty();
    assertThat(problem("clusters", new ClusterAssignment(0L, "test", 0, -2, null)))
        .hasValue("cluster is -2, where -1 or more is expected");
  }

  @Test
  void whatIsNoTableHasNoRules() {
    assertThat(KnownTables.builtIn().of("model")).isEmpty();
    assertThat(KnownTables.builtIn().of("files")).isEmpty();
  }

  @Test
  void contentsOfAJarJoin(@TempDir Path jar) throws Exception {
    ClassLoader loader = jarWith(jar, Trees.class);

    TableRules<?> trees = KnownTables.with(loader).of("trees").orElseThrow();

    assertThat(trees.key()).containsExactly("id");
    assertThat(KnownTables.with(loader).of("predictions")).isPresent();
    assertThat(KnownTables.builtIn().of("trees")).isEmpty();
  }

  @Test
  void contentThatIsThereAlreadyIsRefused(@TempDir Path jar) throws Exception {
    ClassLoader loader = jarWith(jar, OtherPredictions.class);

    assertThatThrownBy(() -> KnownTables.with(loader))
        .hasMessage("the content 'predictions' is there already; rename the one in your jar");
  }

  private static ClassLoader jarWith(Path jar, Class<?> provider) throws IOException {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(TableProvider.class.getName()), provider.getName());
    return new URLClassLoader(
        new URL[] {jar.toUri().toURL()}, KnownTablesTest.class.getClassLoader());
  }

  /** What a jar may bring. */
  public static final class Trees implements TableProvider {
    @Override
    public List<TableRules<?>> tables() {
      return List.of(TableRules.of("trees", Projection.class, "id"));
    }
  }

  /** What it may not. */
  public static final class OtherPredictions implements TableProvider {
    @Override
    public List<TableRules<?>> tables() {
      return List.of(TableRules.of("predictions", Projection.class, "id"));
    }
  }

  @SafeVarargs
  @SuppressWarnings("unchecked")
  private static <T extends SpecificRecord> Optional<String> problem(String content, T... rows) {
    TableCheck<T> check = ((TableRules<T>) KnownTables.builtIn().of(content).orElseThrow()).check();
    Optional<String> problem = Optional.empty();
    for (T row : rows) {
      problem = problem.or(() -> check.next(row));
    }
    return problem;
  }

  private static Example example(long id, int label, int pixels) {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[pixels]);
    return new Example(id, "train", label, 2, 3, 1, bytes, 0L, null);
  }

  private static Embedding embedding(long id, Float... vector) {
    return new Embedding(id, "test", 0, List.of(vector));
  }

  private static Prediction prediction(int predicted, Float... probabilities) {
    return new Prediction(0L, "test", 0, predicted, List.of(probabilities));
  }
}
